import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyChange } from '../../../extension/background/party.ts';
import type { PartyLine } from '../../../extension/background/party-line.ts';
import type { PartyTab } from '../../../extension/background/party-tab.ts';
import { createPartyTitle, type PartyTitle } from '../../../extension/background/party-title.ts';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import { positionAt } from '../../../shared/playback/timeline.ts';
import { ACK_TIMEOUT_MS } from '../../../shared/protocol/limits.ts';
import { change, netflix, party } from './samples.ts';

const permits = vi.fn(async (_url: string) => false);
vi.mock('../../../extension/background/inject.ts', () => ({ permits: (url: string) => permits(url) }));

const ask = vi.fn(async (_name: string, _payload: { content: { mediaKey: string }; until?: number }) => ({
  ok: true,
  value: {},
}));
const asked = () => ask.mock.calls.map(([, payload]) => payload.content.mediaKey);
let cell: ReturnType<typeof createStateCell>;
const command = vi.fn(async (_command: { name: string; first?: boolean; currentTime: number }) => ({ ok: true }));
const clock = () => ({ offset: 1_000_000, boundMs: 40 });
const tell = vi.fn();
let title: PartyTitle;

const PAGE = {};
/** One page tells its title. */
const shown = (content: Parameters<PartyTitle['shown']>[0], loaded: boolean, at: Parameters<PartyTitle['shown']>[2]) =>
  title.shown(content, loaded, at, null, PAGE);
/** Where the party is now, s. */
const partyStands = () => {
  const now = cell.now.party;
  return now && expect.closeTo(positionAt(now.timeline, performance.now() + clock().offset), 0);
};

/** The server lets the party go to another title. */
function goTo(mediaKey: string, memberId: string): void {
  const content = netflix(mediaKey);
  const rev = (cell.now.party?.timeline.rev ?? 0) + 1;
  const told = change({ mediaKey, rev, by: memberId }, { content, by: { memberId, name: memberId } });
  if (cell.now.party) cell.update({ party: applyChange(cell.now.party, told).party });
  title.changed(told, true);
}

beforeEach(() => {
  ask.mockClear();
  command.mockClear();
  cell = createStateCell(initialState('https://party.example'));
  cell.update({
    party: party({ you: 'ana' }), // the host: others take nobody along unasked
    seat: { partyCode: 'K7Q-F2M-XDA', inviteUrl: '', tabId: 1, begins: false },
    tab: { tabId: 1, state: 'playing', shows: netflix() },
  });
  const tab = {
    shows: (content: ReturnType<typeof netflix> | null) =>
      cell.update({ tab: { tabId: 1, state: 'playing', shows: content } }),
    refresh: () => undefined,
  } as unknown as PartyTab;
  title = createPartyTitle({
    cell,
    frames: { tell } as never,
    tab,
    run: () => ({ line: { ask, command, clock } as unknown as PartyLine, stop: new AbortController() }),
    openFilm: async () => undefined,
  });
  title.reset('on');
});

describe('the party goes where its tab goes', () => {
  it('also twice, though the page tells each title but once', () => {
    shown(netflix('82'), true, null);
    expect(asked()).toEqual(['82']);
    goTo('82', 'ana');
    shown(netflix('83'), true, null);
    expect(asked()).toEqual(['82', '83']);
  });

  it('and is told again what it said while an earlier change was on its way', async () => {
    ask.mockResolvedValueOnce({ ok: false, error: { code: 'stale-epoch' } } as never);
    shown(netflix('82'), true, null);
    await vi.waitFor(() => expect(tell).toHaveBeenCalledWith('player:tell-content', null));
  });

  it('by a press no later than whoever pressed reads that no answer came; by itself whenever the line brings it', async () => {
    const shared = title.share(netflix('82'));
    shown(netflix('82'), true, { position: 30, playing: true });
    await shared;
    const [[, itself], [, pressed]] = ask.mock.calls as [(typeof ask.mock.calls)[0], (typeof ask.mock.calls)[0]];
    const until = pressed.until ?? Number.NaN;
    expect(until).toBeGreaterThan(1_000_000 + performance.now() + ACK_TIMEOUT_MS - 1_000);
    expect(until).toBeLessThanOrEqual(1_000_000 + performance.now() + ACK_TIMEOUT_MS - 40);
    expect(itself.until).toBeUndefined();
  });

  it('not where somebody has left it: what the tab shows besides is their own affair', () => {
    goTo('82', 'ben');
    title.stay();
    shown(netflix('83'), true, null);
    expect(asked()).toEqual([]);
  });

  it('and a tab that has been there before the party belongs to it', () => {
    title.stay();
    shown(netflix('82'), true, null);
    goTo('82', 'ben');
    shown(netflix('83'), true, null);
    expect(asked()).toEqual(['83']);
  });
});

describe('the tab goes where its party goes', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    permits.mockResolvedValue(true);
    // On its way: the page has shown nothing yet, or shows an error.
    cell.update({ tab: { tabId: 1, state: 'waiting', shows: null } });
    title.reset('sent');
  });
  afterEach(() => {
    vi.useRealTimers();
    permits.mockResolvedValue(false);
  });
  const told = (moved: boolean) => {
    const content = netflix(moved ? '82' : '81');
    title.changed(change({ mediaKey: content.mediaKey }, { content, by: { memberId: 'ben', name: 'Ben' } }), moved);
    if (cell.now.party) cell.update({ party: { ...cell.now.party, content } });
    return vi.advanceTimersByTimeAsync(1_000);
  };

  it('to another title, after a notice', async () => {
    await told(true);
    expect(cell.now.going).toMatchObject({ by: 'Ben', content: { mediaKey: '82' } });
  });

  it('not once more to the one that it was sent to, when more is known of that', async () => {
    await told(false);
    expect(cell.now.going).toBeNull();
  });
});

describe('a party begins where its page stands', () => {
  const begin = (by: string) => {
    const { party: now, seat } = cell.now;
    if (!now || !seat) throw new Error('no party');
    cell.update({ party: { ...now, timeline: { ...now.timeline, by } }, seat: { ...seat, begins: true } });
  };

  it('as a first word, which gives way to whatever is pressed in the meantime', async () => {
    begin('');
    shown(netflix(), true, { position: 40, playing: true });
    await vi.waitFor(() => expect(cell.now.seat?.begins).toBe(false));
    expect(command.mock.calls).toMatchObject([[{ name: 'video-play', first: true, currentTime: 40 }]]);
  });

  it('once the page knows where that is', () => {
    begin('');
    shown(netflix(), true, null);
    expect(command).not.toHaveBeenCalled();
    expect(cell.now.seat?.begins).toBe(true);
  });

  it('not if somebody has moved the party: a pause of theirs stays one', async () => {
    begin('ben');
    shown(netflix(), true, { position: 40, playing: true });
    await vi.waitFor(() => expect(cell.now.seat?.begins).toBe(false));
    expect(command).not.toHaveBeenCalled();
  });
});

describe('another length at the same address', () => {
  const short = { ...netflix(), duration: 40 };
  const longer = { ...netflix(), duration: 5_400 };
  const at = { position: 3, playing: true };
  const isHost = (host: boolean) => {
    const now = cell.now.party;
    const members = now?.members.map((one) => (one.id === 'ana' ? { ...one, role: host ? 'host' : 'co-host' } : one));
    if (now) cell.update({ party: { ...now, content: short, members: members as typeof now.members } });
  };
  beforeEach(() => isHost(true));

  it('is the next film of a list where the page showed the party’s until now: told with where it stands', () => {
    shown(short, true, at);
    shown(longer, true, at);
    expect(ask.mock.calls[0]?.[1]).toMatchObject({ content: longer, currentTime: 3 });
  });

  it('waits until the place is known: unknown is not the beginning', () => {
    shown(short, true, at);
    shown(longer, true, null);
    expect(asked()).toEqual([]);
  });

  it('is the length alone where the page has just come: it may stand anywhere, and the party stays where it is', () => {
    shown(short, true, at);
    title.shown(longer, true, at, null, {});
    expect(ask).toHaveBeenCalledTimes(1);
    expect(ask.mock.calls[0]?.[1]).toMatchObject({ content: longer, currentTime: partyStands() });
  });

  it('is the length alone where the page showed another cut before: a host who has just become one', () => {
    isHost(false);
    shown(longer, true, at);
    expect(asked(), 'a co-host’s cut is not the party’s').toEqual([]);
    isHost(true);
    shown({ ...longer, title: 'The Long Way' }, true, at);
    expect(ask.mock.calls[0]?.[1]).toMatchObject({ currentTime: partyStands() });
  });
});
