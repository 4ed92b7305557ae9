import type { Result } from '../../shared/protocol/errors.ts';
import type { RequestPayload } from '../../shared/protocol/events.ts';
import { nextToSend, PATIENCE_MS, patched, verdictOn, withoutArrived } from './chat-outbox.ts';
import type { Gate } from './gate.ts';
import type { StateCell } from './state.ts';

/** A command that is not known of after so long has its troubles; words need not share them. ms. */
const SCENE_WAIT_MS = 2_000;

export interface ChatSenderOptions {
  cell: StateCell;
  /** One try over the line. */
  ask: (message: RequestPayload<'send-chat'>) => Promise<Result<{ seq: number }>>;
  /** Open while we are in the room. */
  joined: Gate;
  /** Waits for the commands that are on their way. */
  settled: (ms: number) => Promise<unknown>;
  signal: AbortSignal;
  now?: () => number;
}

/**
 * Sends what is in the outbox until it has come back. The outbox outlives the worker, and the server knows a repeated
 * message by its id: so nothing is lost, and nothing is said twice (S30).
 * @returns called when there is something new in it
 */
export function startChatSender(options: ChatSenderOptions): () => void {
  const { cell, ask, joined, settled, signal, now = () => performance.now() } = options;
  const since = new Map<string, number>();
  let running = false;

  const clearArrived = () => {
    const left = withoutArrived(cell.now.outbox, cell.now.party?.chat ?? []);
    if (left !== cell.now.outbox) cell.update({ outbox: left });
  };

  const run = async () => {
    if (running) return;
    running = true;
    for (let next = nextToSend(cell.now.outbox); next !== null && !signal.aborted; next = nextToSend(cell.now.outbox)) {
      const { messageId, text, replyTo, mentions } = next;
      const begun = since.get(messageId) ?? now();
      since.set(messageId, begun);
      const left = PATIENCE_MS - (now() - begun);
      const open = await joined.wait(Math.max(1, left), signal);
      // The server puts words to the scene where the party stands when they come: not before the jump they are about.
      if (open) await settled(SCENE_WAIT_MS);
      if (signal.aborted) break;
      const answer: Result<{ seq: number }> = open
        ? await ask({
            messageId,
            text,
            ...(replyTo === undefined ? {} : { replyTo }),
            ...(mentions ? { mentions } : {}),
          })
        : { ok: false, error: { code: 'offline' } };
      if (signal.aborted) break;
      if (answer.ok) {
        since.delete(messageId);
        cell.update({ outbox: patched(cell.now.outbox, messageId, { state: 'sent' }) });
        clearArrived();
        continue;
      }
      const verdict = verdictOn(answer.error, open ? now() - begun : Number.POSITIVE_INFINITY);
      if (verdict.kind === 'again') {
        await new Promise((go) => setTimeout(go, verdict.afterMs));
        continue;
      }
      since.delete(messageId);
      cell.update({ outbox: patched(cell.now.outbox, messageId, { state: 'failed', error: answer.error }) });
    }
    running = false;
  };

  const unsubscribe = cell.onChange((after, before) => {
    if (after.party?.chat !== before.party?.chat) clearArrived();
  });
  signal.addEventListener('abort', unsubscribe);
  // What the worker before this one left.
  void run();
  return () => void run();
}
