import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyChange } from '../../../extension/background/party.ts';
import type { PartyLine } from '../../../extension/background/party-line.ts';
import type { PartyTab } from '../../../extension/background/party-tab.ts';
import { createPartyTitle, type PartyTitle } from '../../../extension/background/party-title.ts';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import { change, netflix, party } from './samples.ts';

vi.mock('../../../extension/background/inject.ts', () => ({ permits: async () => false }));

const ask = vi.fn(async (_name: string, _payload: { content: { mediaKey: string } }) => ({ ok: true, value: {} }));
const asked = () => ask.mock.calls.map(([, payload]) => payload.content.mediaKey);
let cell: ReturnType<typeof createStateCell>;
let title: PartyTitle;

/** The server lets the party go to another title. */
function goTo(mediaKey: string, memberId: string): void {
  const content = netflix(mediaKey);
  const rev = (cell.now.party?.timeline.rev ?? 0) + 1;
  const told = change({ mediaKey, rev, by: memberId }, { content, by: { memberId, name: memberId } });
  if (cell.now.party) cell.update({ party: applyChange(cell.now.party, told).party });
  title.changed(told);
}

beforeEach(() => {
  ask.mockClear();
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
    frames: { tell: () => undefined } as never,
    tab,
    run: () => ({ line: { ask } as unknown as PartyLine, stop: new AbortController() }),
    openFilm: async () => undefined,
  });
  title.reset('on');
});

describe('the party goes where its tab goes', () => {
  it('also twice, though the page tells each title but once', () => {
    title.shown(netflix('82'), true, null);
    expect(asked()).toEqual(['82']);
    goTo('82', 'ana');
    title.shown(netflix('83'), true, null);
    expect(asked()).toEqual(['82', '83']);
  });

  it('not where somebody has left it: what the tab shows besides is their own affair', () => {
    goTo('82', 'ben');
    title.stay();
    title.shown(netflix('83'), true, null);
    expect(asked()).toEqual([]);
  });

  it('and a tab that has been there before the party belongs to it', () => {
    title.stay();
    title.shown(netflix('82'), true, null);
    goTo('82', 'ben');
    title.shown(netflix('83'), true, null);
    expect(asked()).toEqual(['83']);
  });
});
