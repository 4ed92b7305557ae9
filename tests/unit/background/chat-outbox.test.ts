import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { beforeHole, mergeChat } from '../../../extension/background/chat.ts';
import { enqueue, PATIENCE_MS, verdictOn, withoutArrived } from '../../../extension/background/chat-outbox.ts';
import { startChatSender } from '../../../extension/background/chat-sender.ts';
import { createGate } from '../../../extension/background/gate.ts';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';
import { message, party } from './samples.ts';

const words = (n: number) => ({ messageId: `m${n}`, text: `text ${n}` });

describe('the outbox', () => {
  test('[S30] takes a message once, however often it is handed over', () => {
    const once = enqueue([], words(1), []);
    expect(enqueue(once, words(1), [])).toEqual(once);
    const both = enqueue(once, words(2), []).map((one) => ({ ...one, state: 'sent' as const }));
    expect(enqueue(both, words(1), [])).toEqual(both);
    expect(enqueue([], words(1), [message(1)])).toEqual([]);
    const failed = [{ ...words(1), state: 'failed' as const, error: { code: 'muted' as const } }];
    expect(enqueue(failed, words(1), [])).toMatchObject([{ state: 'sending', error: null }]);
  });
  test('lets go of what has come back', () => {
    const outbox = enqueue(enqueue([], words(1), []), words(2), []);
    expect(withoutArrived(outbox, [message(1)]).map((one) => one.messageId)).toEqual(['m2']);
    expect(withoutArrived(outbox, [])).toBe(outbox);
  });
  test('tries again what may yet be taken, and gives up on what is refused', () => {
    expect(verdictOn({ code: 'offline' }, 0)).toMatchObject({ kind: 'again' });
    expect(verdictOn({ code: 'rate-limited', retryAfterMs: 4_000 }, 0)).toEqual({ kind: 'again', afterMs: 4_000 });
    expect(verdictOn({ code: 'muted' }, 0)).toEqual({ kind: 'failed' });
    expect(verdictOn({ code: 'timeout' }, PATIENCE_MS + 1)).toEqual({ kind: 'failed' });
  });
  test('[S30] after a gap that the server no longer has, what lies before it goes', () => {
    const held = [message(1), message(2)];
    expect(beforeHole(held, 2, [message(3)])).toBe(held);
    expect(mergeChat(beforeHole(held, 2, [message(40)]), [message(40)]).map((one) => one.seq)).toEqual([40]);
  });
});

describe('the sender', () => {
  let stop: AbortController;
  beforeEach(() => {
    vi.useFakeTimers();
    stop = new AbortController();
  });
  afterEach(() => {
    stop.abort();
    vi.useRealTimers();
  });
  const start = (answers: Result<{ seq: number }>[], outbox = enqueue(enqueue([], words(1), []), words(2), [])) => {
    const cell = createStateCell({ ...initialState('x'), party: party(), outbox });
    const sent: string[] = [];
    const joined = createGate();
    const settled = createGate();
    settled.open();
    const ask = async ({ messageId }: { messageId: string }) => {
      sent.push(messageId);
      return answers.shift() ?? ok({ seq: sent.length });
    };
    startChatSender({ cell, ask, joined, settled: settled.wait, signal: stop.signal, now: () => Date.now() });
    return { cell, sent, joined, settled };
  };
  const states = (cell: ReturnType<typeof start>['cell']) => cell.now.outbox.map((one) => one.state);

  test('[S28] sends what the worker before left, once in the room, in order, each until it is known', async () => {
    const { cell, sent, joined } = start([fail('timeout'), ok({ seq: 1 })]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual([]);
    joined.open();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(['m1', 'm1', 'm2']);
    expect(states(cell)).toEqual(['sent', 'sent']);
    cell.update({ party: party({ chat: [message(1), message(2)] }) });
    await vi.advanceTimersByTimeAsync(0);
    expect(cell.now.outbox).toEqual([]);
  });

  test('what is written after a jump goes after the jump, or the server would put it to the scene before', async () => {
    const { sent, joined, settled } = start([]);
    settled.shut();
    joined.open();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([]);
    settled.open();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(['m1', 'm2']);
  });

  test('a command that hangs does not keep words back for long', async () => {
    const { sent, joined, settled } = start([]);
    settled.shut();
    joined.open();
    await vi.advanceTimersByTimeAsync(4_500);
    expect(sent).toEqual(['m1', 'm2']);
  });

  test('a refusal fails visibly and does not hold up the next', async () => {
    const { cell, sent, joined } = start([fail('muted')]);
    joined.open();
    await vi.advanceTimersByTimeAsync(10);
    expect(states(cell)).toEqual(['failed', 'sent']);
    expect(sent).toEqual(['m1', 'm2']);
  });

  test('is patient, not for ever', async () => {
    const { cell } = start([]);
    await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1_000);
    expect(states(cell)).toEqual(['sending', 'sending']);
    await vi.advanceTimersByTimeAsync(PATIENCE_MS + 2_000);
    expect(cell.now.outbox[0]).toMatchObject({ state: 'failed', error: { code: 'offline' } });
  });
});
