import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ContentNeeds, contentHandlers } from '../../../extension/background/content-handlers.ts';
import { createDeedAsker } from '../../../extension/background/deed-asker.ts';
import { DEEDS_KEPT, type Deed, type Deeds } from '../../../extension/messaging/deeds.ts';

const DEED: Deed = { at: 1, kind: 'seek', off: 2, reason: 'seek-to-party', tookMs: 90 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A background with a frame that runs the film, and what comes over that frame's port. */
function background(hasFilm = true) {
  const told: string[] = [];
  const asker = createDeedAsker({ hasFilm, tell: (event) => void told.push(event) });
  const needs = {
    cell: { now: { seat: { tabId: 7 } } },
    frames: { isElected: (port: unknown) => port === 'elected' },
    deeds: asker,
    ready: Promise.resolve(),
  };
  const handlers = contentHandlers(needs as unknown as ContentNeeds);
  const hear = (deeds: unknown, port = 'elected') =>
    handlers['player:deeds'](deeds as Deeds, { port: port as never, tabId: 7, frameId: 0 });
  return { asker, told, hear };
}

it('asks only when somebody looks, and all who look at once hear the answer', async () => {
  const { asker, told, hear } = background();
  expect(told).toEqual([]);
  const both = Promise.all([asker.ask(), asker.ask()]);
  expect(await hear({ now: 5, deeds: [DEED] })).toMatchObject({ ok: true });
  expect(await both).toEqual([
    { now: 5, deeds: [DEED] },
    { now: 5, deeds: [DEED] },
  ]);
  expect(told).toEqual(['player:tell-deeds', 'player:tell-deeds']);
});

it('has nothing to say without a film, or when the page does not answer', async () => {
  expect(await background(false).asker.ask()).toBeNull();
  const answer = background().asker.ask();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answer).toBeNull();
});

it('[B2] hears the frame that runs the film alone, takes no more than a runner keeps, and nothing of the film', async () => {
  const { asker, hear } = background();
  const answer = asker.ask();
  await hear({ now: 1, deeds: [] }, 'another');
  const flood = await hear({ now: 2, deeds: Array.from({ length: DEEDS_KEPT + 1 }, () => DEED) });
  expect(flood).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  await hear({ now: 3, deeds: [{ ...DEED, position: 61.5 }] });
  expect(await answer).toEqual({ now: 3, deeds: [DEED] });
});
