import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BackgroundLink } from '../../../extension/content/background-link.ts';
import { handOver } from '../../../extension/content/hand-over.ts';
import { fail, ok } from '../../../shared/protocol/errors.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setup = (offline = 0) => {
  const asked: string[] = [];
  let left = offline;
  const request = (async (_: string, { text }: { text: string }) => {
    asked.push(text);
    return left-- > 0 ? fail('offline') : ok(null);
  }) as unknown as BackgroundLink['request'];
  const state = { busy: false };
  const stop = new AbortController();
  const session = () => ({ pending: () => state.busy });
  const give = (text: string) => handOver(request, { messageId: text, text }, session, stop.signal);
  return { asked, state, stop, give };
};

test('[S28] asks a background that is not there again, until it has the words', async () => {
  const { asked, give } = setup(2);
  const given = give('a');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await given).toEqual(ok(null));
  expect(asked).toEqual(['a', 'a', 'a']);
});

test('words written after a jump wait for it: while it is being gathered the party knows nothing of it', async () => {
  const { asked, state, give } = setup();
  state.busy = true;
  void give('so that is where we are');
  await vi.advanceTimersByTimeAsync(250);
  expect(asked).toEqual([]);
  state.busy = false;
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toEqual(['so that is where we are']);
});

test('somebody who drags on and on is not kept from talking', async () => {
  const { asked, state, give } = setup();
  state.busy = true;
  void give('still looking');
  await vi.advanceTimersByTimeAsync(4_000);
  expect(asked).toEqual(['still looking']);
});

test('ends with its signal', async () => {
  const { asked, stop, give } = setup(9);
  const given = give('a');
  await vi.advanceTimersByTimeAsync(50);
  stop.abort();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await given).toEqual(fail('offline'));
  expect(asked.length).toBeLessThanOrEqual(2);
});
