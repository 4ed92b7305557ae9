import { ANSWERS, type PageMessage, readPageMessage } from '../page/protocol.ts';
import {
  answerEvent,
  BRIDGE_MESSAGE_MAX_CHARS,
  BRIDGE_VERSION,
  type BridgeAnswers,
  type BridgeEventName,
  type BridgeOp,
  HELLO_EVENT,
  type PageMetadata,
  type PlayerSnapshot,
  requestEvent,
} from '../page/vocabulary.ts';

/** The isolated side of the way into the page's world. All of it is untrusted input, checked field by field (B2). */
export interface PageBridge {
  /** Has the site's player answered? */
  ready(): boolean;
  /** One reading of the player, at most `SNAPSHOT_LIFE_MS` old; null: no player, no answer, or nonsense. */
  snapshot(): PlayerSnapshot | null;
  /** @returns whether there was a player to take the command; its effect shows on the clock */
  command(op: 'play' | 'pause', value?: undefined): boolean;
  command(op: 'seek' | 'rate', value: number): boolean;
  identity(): string | null;
  metadata(): PageMetadata | null;
}

/** One tick reads the snapshot for clock, phase, duration and identity: they must not see four different ones. */
const SNAPSHOT_LIFE_MS = 10;
/** A page script that comes late, or comes back after an update, is found again within this time. */
const HELLO_EVERY_MS = 500;

/**
 * Open the bridge. Both ends run in one thread and events are dispatched synchronously, so an answer is there when
 * `dispatchEvent` returns or it will not come: no timeouts, no delay in a clock reading.
 */
export function openPageBridge(
  onEvent: (event: BridgeEventName) => void,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): PageBridge {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  let nextId = 1;
  let open: { id: number; answer: unknown } | null = null;
  let lastHello = -Infinity;
  let held: { at: number; snapshot: PlayerSnapshot | null } | null = null;

  const send = (type: string, message: object) =>
    document.dispatchEvent(new CustomEvent(type, { detail: JSON.stringify(message) }));

  document.addEventListener(
    answerEvent(nonce),
    (event) => {
      const message = readMessage((event as CustomEvent<unknown>).detail);
      if (!message) return;
      if ('event' in message) onEvent(message.event);
      else if (message.id === open?.id && open.answer === undefined) open.answer = message.value;
    },
    { signal },
  );

  const askOnce = (op: BridgeOp, value?: number): unknown => {
    const question: { id: number; answer: unknown } = { id: nextId++, answer: undefined };
    open = question;
    send(requestEvent(nonce), { id: question.id, op, ...(value === undefined ? {} : { value }) });
    open = null;
    return question.answer;
  };

  /** Ask, and introduce ourselves again if nobody is there: the page script may have come after us or been replaced. */
  function ask<O extends BridgeOp>(op: O, value?: number): BridgeAnswers[O] | null {
    if (signal.aborted) return null;
    let answer = askOnce(op, value);
    if (answer === undefined && now() - lastHello >= HELLO_EVERY_MS) {
      lastHello = now();
      send(HELLO_EVENT, { version: BRIDGE_VERSION, nonce });
      answer = askOnce(op, value);
    }
    const read: (raw: unknown) => BridgeAnswers[O] | undefined = ANSWERS[op];
    return read(answer) ?? null;
  }

  return {
    ready: () => ask('probe') === true,
    snapshot() {
      if (!held || now() - held.at > SNAPSHOT_LIFE_MS) held = { at: now(), snapshot: ask('snapshot') };
      return held.snapshot;
    },
    command(op, value) {
      held = null;
      return ask(op, value) === true;
    },
    identity: () => ask('identity'),
    metadata: () => ask('metadata'),
  };
}

function readMessage(detail: unknown): PageMessage | null {
  if (typeof detail !== 'string' || detail.length > BRIDGE_MESSAGE_MAX_CHARS) return null;
  try {
    return readPageMessage(JSON.parse(detail)) ?? null;
  } catch {
    return null; // not JSON: the page shouting on our channel
  }
}
