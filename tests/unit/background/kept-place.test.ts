import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type ContentNeeds, contentHandlers } from '../../../extension/background/content-handlers.ts';
import type { Frames } from '../../../extension/background/frames.ts';
import type { PartyState } from '../../../extension/background/party.ts';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import { type KeptPlace, LINES_MAX, type Line } from '../../../extension/messaging/kept-place.ts';
import { message, party } from './samples.ts';

let kept: Record<string, unknown> = {};
/** Runs while what is kept is being read. */
let meanwhile: () => void = () => undefined;
const nothing = async () => undefined;
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      session: {
        get: async () => {
          const read = structuredClone(kept);
          meanwhile();
          return read;
        },
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
const of = async (whose: PartyState | null) => (await places.read())(whose);

const line = (id: number, text = `line ${id}`): Line => ({ id, afterSeq: 3, text, playback: false });
const PLACE: KeptPlace = { readUpTo: 3, draft: 'half a sent', lines: [line(1), line(4)] };

beforeEach(() => {
  kept = {};
  meanwhile = () => undefined;
});

describe('where one is in a party’s chat', () => {
  it('is the next page’s in the same party, for the same person, and nobody else’s', async () => {
    await places.keep(party(), PLACE);
    expect(await of(party())).toMatchObject({ readUpTo: 3, draft: 'half a sent' });
    expect(await of(party({ partyId: 'p2' }))).toBeUndefined();
    expect(await of(party({ you: 'ana' }))).toBeUndefined();
    expect(await of(null)).toBeUndefined();
  });

  it('gives lines numbers that the new page gives none of its own, however often it loads', async () => {
    await places.keep(party(), PLACE);
    for (let load = 0; load < 2; load++) {
      const { lines } = (await of(party()))!;
      expect(lines.map(({ text }) => text)).toEqual(['line 1', 'line 4']);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(2);
      expect(lines.every(({ id }) => id < 0)).toBe(true);
      await places.keep(party(), { ...PLACE, lines });
    }
  });

  it('is unknown where another version has left what this one can’t read', async () => {
    for (const rubbish of [7, { partyId: 'p1', you: 'ben' }, { partyId: 'p1', you: 'ben', place: { readUpTo: -1 } }]) {
      kept.place = rubbish;
      expect(await of(party())).toBeUndefined();
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
    expect(await of(party())).toBeDefined();
    cell.update({ seat: null, party: null });
    await vi.waitFor(async () => expect(await of(party())).toBeUndefined());
    // What the page says while it goes is not kept any more.
    await places.keep(cell.now.party, PLACE);
    expect(await of(party())).toBeUndefined();
  });
});

describe('what the page of the party’s tab says of it', () => {
  let now: PartyState;
  beforeEach(() => {
    now = party({ chat: [message(1)], chatSeq: 1 });
  });
  const handlers = () =>
    contentHandlers({
      cell: {
        get now() {
          return { ...initialState(''), seat: { tabId: 7 }, party: now };
        },
      },
      frames: { add: vi.fn(), isElected: () => false },
      parties: { line: null },
      tab: { standsFor: async () => undefined, admits: async () => true },
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

  it('is not shown in a party to which one has gone over while it was read', async () => {
    await tell(PLACE);
    meanwhile = () => {
      now = party({ partyId: 'p2' });
    };
    const chat = await hello();
    expect(chat).toEqual({ messages: [], chatSeq: 0 });
  });

  it('[B2] is kept only from the frame that the overlay is in, and if it fits', async () => {
    expect(await tell(PLACE, 5)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    const wrong = [
      null,
      { ...PLACE, readUpTo: 1.5 },
      { ...PLACE, lines: 'line' },
      { ...PLACE, lines: [{ id: 1, text: 'x' }] },
      { ...PLACE, lines: Array.from({ length: LINES_MAX + 1 }, (_, id) => line(id)) },
    ];
    for (const place of wrong) expect(await tell(place)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await hello()).not.toHaveProperty('kept');
  });

  it('keeps the beginning of what nobody writes by hand', async () => {
    const told = await tell({ ...PLACE, draft: 'x'.repeat(100_000), lines: [line(1, 'x'.repeat(1_001)), line(2)] });
    expect(told).toMatchObject({ ok: true });
    const place = (await hello())?.kept;
    expect(place?.draft).toHaveLength(16_384);
    expect(place?.lines.map(({ text }) => text)).toEqual(['x'.repeat(1_000), 'line 2']);
  });
});
