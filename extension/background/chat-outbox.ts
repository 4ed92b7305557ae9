import type { ChatMessage } from '../../shared/party/chat.ts';
import type { ErrorCode, WireError } from '../../shared/protocol/errors.ts';
import type { OutgoingMessage } from '../messaging/party-view.ts';

/** More than anybody writes in an outage. */
export const OUTBOX_MAX = 50;
/** After so long in vain the writer is asked: the scene is long over. ms. */
export const PATIENCE_MS = 120_000;
/** A server that is up and says "not now" is not asked again at once. ms. */
const PAUSE_MS = 500;

type Words = Pick<OutgoingMessage, 'messageId' | 'text' | 'replyTo' | 'mentions'>;

/**
 * Takes in a message, new or to be tried again. What is there already, or has come back, is not taken twice: whoever
 * hands over may not have heard that it was taken (S28).
 */
export function enqueue(
  outbox: readonly OutgoingMessage[],
  message: Words,
  chat: readonly ChatMessage[],
): OutgoingMessage[] {
  if (chat.some((one) => one.messageId === message.messageId)) return [...outbox];
  const held = outbox.find((one) => one.messageId === message.messageId);
  if (held && held.state !== 'failed') return [...outbox];
  const others = outbox.filter((one) => one !== held);
  return [...others, { ...message, state: 'sending', error: null }];
}

/** The first that waits to be sent: messages go one by one, so that they arrive in the order of writing. */
export const nextToSend = (outbox: readonly OutgoingMessage[]): OutgoingMessage | null =>
  outbox.find((one) => one.state === 'sending') ?? null;

export const patched = (
  outbox: readonly OutgoingMessage[],
  messageId: string,
  patch: Partial<OutgoingMessage>,
): OutgoingMessage[] => outbox.map((one) => (one.messageId === messageId ? { ...one, ...patch } : one));

/** Without those that have come back. The very same list if there are none. */
export function withoutArrived(outbox: OutgoingMessage[], chat: readonly ChatMessage[]): OutgoingMessage[] {
  if (outbox.length === 0) return outbox;
  const arrived = new Set(chat.map((message) => message.messageId));
  const left = outbox.filter((one) => !arrived.has(one.messageId));
  return left.length === outbox.length ? outbox : left;
}

/** After these nothing is known of the message, or its time has not come: the same one again, with the same id. */
const AGAIN: ReadonlySet<ErrorCode> = new Set([
  'timeout',
  'offline',
  'unavailable',
  'server-draining',
  'conflict',
  'rate-limited',
  'internal',
]);

export type Verdict = { kind: 'again'; afterMs: number } | { kind: 'failed' };

/** What becomes of a message that was not taken. @param triedForMs since it was first sent, or sent again by its writer */
export function verdictOn(error: WireError, triedForMs: number): Verdict {
  if (!AGAIN.has(error.code) || triedForMs > PATIENCE_MS) return { kind: 'failed' };
  return { kind: 'again', afterMs: Math.max(PAUSE_MS, error.retryAfterMs ?? 0) };
}
