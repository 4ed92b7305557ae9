import type { PageDriver } from './driver.ts';
import { hear, readJson, say } from './natives.ts';
import {
  answerEvent,
  BRIDGE_MESSAGE_MAX_CHARS,
  type BridgeAnswers,
  type BridgeRequest,
  HELLO_EVENT,
  RETIRE_EVENT,
  readHello,
  readRequest,
  requestEvent,
} from './vocabulary.ts';

function answer(driver: PageDriver, request: BridgeRequest): BridgeAnswers[BridgeRequest['op']] {
  const { op, value = 0 } = request;
  if (op === 'seek') return driver.seek(value);
  if (op === 'rate') return driver.rate(value);
  return driver[op]();
}

const NOTHING: BridgeAnswers = {
  probe: false,
  snapshot: null,
  play: false,
  pause: false,
  seek: false,
  rate: false,
  identity: null,
  metadata: null,
};

/**
 * Answer the content script over events on the document. Requests are answered before their `dispatchEvent` returns, so
 * that a clock reading carries no delay. There is no authentication and no need for one: nothing can be asked here that
 * the page could not do to its own player itself.
 */
export function serveDriver(driver: PageDriver, signal: AbortSignal): void {
  let conversation = new AbortController();
  const serve = (nonce: string) => {
    conversation.abort();
    conversation = new AbortController();
    hear(requestEvent(nonce), (detail) => onRequest(nonce, detail), conversation.signal);
    driver.watch?.((event) => say(answerEvent(nonce), { event }), conversation.signal);
  };
  const onRequest = (nonce: string, detail: unknown) => {
    const request = readRequest(readJson(detail, BRIDGE_MESSAGE_MAX_CHARS));
    if (!request) return;
    let value: unknown = NOTHING[request.op];
    try {
      value = answer(driver, request);
    } catch {
      // The site's API is not what we know: answered as "unknown", the page must go on.
    }
    say(answerEvent(nonce), { id: request.id, value });
  };
  hear(
    HELLO_EVENT,
    (detail) => {
      const nonce = readHello(readJson(detail, BRIDGE_MESSAGE_MAX_CHARS));
      if (nonce) serve(nonce);
    },
    signal,
  );
  signal.addEventListener('abort', () => conversation.abort(), { once: true });
}

/**
 * One page script a document: the newest stays (an extension update, a second injection). Nothing is put on `window`.
 * @returns the signal that ends the script
 */
export function soleInstance(): AbortSignal {
  const life = new AbortController();
  say(RETIRE_EVENT, null);
  hear(RETIRE_EVENT, () => life.abort(), life.signal);
  return life.signal;
}
