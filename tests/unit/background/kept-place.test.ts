import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type ContentNeeds, contentHandlers } from '../../../extension/background/content-handlers.ts';
import type { Frames } from '../../../extension/background/frames.ts';
import type { PartyState } from '../../../extension/background/party.ts';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import { type KeptPlace, LINES_MAX, type Line } from '../../../extension/messaging/kept-place.ts';
import { message, party } from './samples.ts';

let kept: Record<string, unknown> = {};
const nothing = async () => undefined;
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      session: {
        get: async () => structuredClone(kept),
        set: async (items: object) => void Object.assign(kept, structuredClone(items)),
        remove: async (key: string) => void delete kept[key],
      },
      local: { set: nothing, remove: nothing },
    },
    alarms: { create: nothing, clear: nothing },
    action: { setBadgeText: nothing },
  },
}));
const { places } = await import('../../../extension/background/kept-place.ts');
const { keepTold } = await import('../../../extension/background/keep-told.ts');

const line = (id: number, text = `line ${id}`): Line => ({ id, afterSeq: 3, text, playback: false });
const PLACE: KeptPlace = { readUpTo: 3, draft: 'half a sent', lines: [line(1), line(4)] };

beforeEach(() => {
  kept = {};
});

describe('where one is in a party’s chat', () => {
  it('is the next page’s in the same party, for the same person, and nobody else’s', async () => {
    await places.keep(party(), PLACE);
    expect(await places.of(party())).toMatchObject({ readUpTo: 3, draft: 'half a sent' });
    expect(await places.of(party({ partyId: 'p2' }))).toBeUndefined();
    expect(await places.of(party({ you: 'ana' }))).toBeUndefined();
    expect(await places.of(null)).toBeUndefined();
  });

  it('gives lines numbers that the new page gives none of its own, however often it loads', async () => {
    await places.keep(party(), PLACE);
    for (let load = 0; load < 2; load++) {
      const { lines } = (await places.of(party()))!;
      expect(lines.map(({ text }) => text)).toEqual(['line 1', 'line 4']);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(2);
      expect(lines.every(({ id }) => id < 0)).toBe(true);
      await places.keep(party(), { ...PLACE, lines });
    }
  });

  it('is unknown where another version has left what this one can’t read', async () => {
    for (const rubbish of [7, { partyId: 'p1', you: 'ben' }, { partyId: 'p1', you: 'ben', place: { readUpTo: -1 } }]) {
      kept.place = rubbish;
      expect(await places.of(party())).toBeUndefined();
    }
  });

  it('is forgotten with the seat', async () => {
    const frames = { tell: vi.fn(), count: 0 } as unknown as Frames;
    const cell = createStateCell(initialState('https://party.example'));
    keepTold(cell, frames);
    const seat = { partyCode: 'K7Q-F2M-XDA', inviteUrl: '', tabId: 7, begins: false };
    cell.update({ seat, party: party() });
    await Promise.resolve();
    await places.keep(cell.now.party, PLACE);
    expect(await places.of(party())).toBeDefined();
    cell.update({ seat: null, party: null });
    await vi.waitFor(async () => expect(await places.of(party())).toBeUndefined());
    // What the page says while it goes is not kept any more.
    await places.keep(cell.now.party, PLACE);
    expect(await places.of(party())).toBeUndefined();
  });
});

describe('what the page of the party’s tab says of it', () => {
  const handlers = (now: PartyState | null = party({ chat: [message(1)], chatSeq: 1 })) =>
    contentHandlers({
      cell: { now: { ...initialState(''), seat: { tabId: 7 }, party: now } },
      frames: { add: vi.fn(), isElected: () => false },
      parties: { line: null },
      tab: { standsFor: async () => undefined },
      words: { now: async () => undefined },
      places,
      ready: Promise.resolve(),
    } as unknown as ContentNeeds);
  const from = (frameId: number) => ({ port: {} as never, tabId: 7, frameId });
  const tell = (place: unknown, frameId = 0) => handlers()['overlay:place'](place as KeptPlace, from(frameId));
  const hello = async (frameId = 0) => {
    const told = await handlers()['content:hello'](
      { top: frameId === 0, url: 'https://films.example/' },
      from(frameId),
    );
    return told.ok ? told.value.chat : null;
  };

  it('is told to the one that loads in its place, and not to what it embeds', async () => {
    expect(await hello()).toEqual({ messages: [message(1)], chatSeq: 1 });
    expect(await tell(PLACE)).toMatchObject({ ok: true });
    expect(await hello()).toMatchObject({ kept: { readUpTo: 3, draft: 'half a sent' } });
    expect(await hello(5)).not.toHaveProperty('kept');
  });

  it('[B2] is kept only from the frame that the overlay is in, and if it fits', async () => {
    expect(await tell(PLACE, 5)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    const wrong = [
      null,
      { ...PLACE, readUpTo: 1.5 },
      { ...PLACE, lines: 'line' },
      { ...PLACE, lines: [{ id: 1, text: 'x' }] },
      { ...PLACE, lines: [line(1, 'x'.repeat(1_001))] },
      { ...PLACE, lines: Array.from({ length: LINES_MAX + 1 }, (_, id) => line(id)) },
    ];
    for (const place of wrong) expect(await tell(place)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await hello()).not.toHaveProperty('kept');
  });

  it('keeps the beginning of what nobody writes by hand', async () => {
    await tell({ ...PLACE, draft: 'x'.repeat(100_000) });
    expect((await hello())?.kept?.draft).toHaveLength(16_384);
  });
});
