// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Line } from '../../../extension/messaging/kept-place.ts';
import { keepPlace } from '../../../extension/overlay/keep-place.ts';
import { EMPTY, type Model } from '../../../extension/overlay/model.ts';
import type { OverlayActions } from '../../../extension/overlay/types.ts';
import { fail, ok } from '../../../shared/protocol/errors.ts';

const LINES: Line[] = [{ id: 1, afterSeq: 0, text: 'Ana joined', playback: false }];

const page = () => {
  const told = vi.fn<OverlayActions['keepPlace']>(async () => ok(null));
  const actions = { keepPlace: told } as unknown as OverlayActions;
  return { told, actions, keep: (model: Partial<Model>) => keepPlace(actions, { ...EMPTY, ...model }) };
};
const gathered = () => vi.advanceTimersByTimeAsync(200);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells where one is each time that is another place, whatever else has changed', async () => {
  const { told, keep } = page();
  const places = [
    { draft: 'h', lines: [], readUpTo: 0 },
    { draft: 'h', lines: LINES, readUpTo: 0 },
    { draft: 'h', lines: LINES, readUpTo: 4 },
  ];
  for (const place of places) {
    keep(place);
    await gathered();
    keep({ ...place, nextId: 9, chatSeq: 9 });
    await gathered();
  }
  expect(told.mock.calls).toEqual(places.map((place) => [place]));
});

it('says at once what a hand writes first, and once, soon, what follows', async () => {
  const { told, keep } = page();
  const words = 'half a sentence';
  for (let letters = 1; letters <= words.length; letters++) keep({ draft: words.slice(0, letters) });
  expect(told.mock.calls).toEqual([[{ readUpTo: 0, lines: [], draft: 'h' }]]);
  await gathered();
  expect(told.mock.calls.slice(1)).toEqual([[{ readUpTo: 0, lines: [], draft: words }]]);
  // Nothing but time: an hour in which the film is told each second.
  for (let second = 0; second < 3_600; second++) {
    keep({ draft: words, nextId: second });
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(told).toHaveBeenCalledTimes(2);
});

it('looks at no text to see that a place is the same: it runs at each thing that happens', async () => {
  const { told, keep } = page();
  const read = vi.fn();
  const lines = [Object.defineProperty({ ...LINES[0]! }, 'text', { get: read, enumerable: true })];
  for (let times = 0; times < 100; times++) keep({ lines, draft: 'h' });
  await gathered();
  expect(told).toHaveBeenCalledTimes(1);
  expect(read).not.toHaveBeenCalled();
});

it('says at once what is not said yet when the page goes', async () => {
  const { told, keep } = page();
  keep({ draft: 'h' });
  keep({ draft: 'half' });
  window.dispatchEvent(new Event('pagehide'));
  expect(told.mock.calls.at(-1)).toEqual([{ readUpTo: 0, lines: [], draft: 'half' }]);
  window.dispatchEvent(new Event('pagehide'));
  await gathered();
  expect(told).toHaveBeenCalledTimes(2);
  // The browser may keep the page for the way back.
  keep({ draft: 'half a' });
  await gathered();
  expect(told).toHaveBeenCalledTimes(3);
});

it('is heard before the way to the background closes, which goes with the page too', async () => {
  const { told, actions } = page();
  let heard = 0;
  // As content/background-link does it, long before there is an overlay.
  const link = new AbortController();
  window.addEventListener('pagehide', () => (heard = told.mock.calls.length), { signal: link.signal });
  vi.resetModules();
  const fresh = await import('../../../extension/overlay/keep-place.ts');
  for (const draft of ['h', 'half']) fresh.keepPlace(actions, { ...EMPTY, draft });
  window.dispatchEvent(new Event('pagehide'));
  link.abort();
  expect(heard).toBe(2);
});

it('[S28] tells again what a background that was just dying did not hear', async () => {
  const { told, keep } = page();
  told.mockResolvedValueOnce(fail('offline'));
  for (let tries = 0; tries < 3; tries++) {
    keep({ draft: 'h' });
    await gathered();
  }
  expect(told).toHaveBeenCalledTimes(2);
});

it('tells the newest after a refusal that comes late', async () => {
  const { told, keep } = page();
  told.mockImplementationOnce(async () => {
    keep({ draft: 'ha' });
    return fail('offline');
  });
  keep({ draft: 'h' });
  await gathered();
  await gathered();
  expect(told.mock.calls.map(([{ draft }]) => draft)).toEqual(['h', 'ha']);
});

it('tells of each overlay by itself: another party may have come onto the page', async () => {
  const [one, other] = [page(), page()];
  for (const { keep } of [one, other]) {
    keep({});
    await gathered();
  }
  expect([one, other].map(({ told }) => told.mock.calls.length)).toEqual([1, 1]);
});
