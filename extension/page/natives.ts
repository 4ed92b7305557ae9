/**
 * The page's functions as they were when this script came: what a site overwrites later is not what we call. A site that
 * did so before (a party may begin in a page long open) has its own functions called, by a script that knows nothing of the
 * party: it could do to its own player what it likes anyway.
 */
const { parse, stringify } = JSON;
const NativeCustomEvent = CustomEvent;
const dispatch = EventTarget.prototype.dispatchEvent;
const add = EventTarget.prototype.addEventListener;
const remove = EventTarget.prototype.removeEventListener;
const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;
const call = Function.prototype.call.bind(Function.prototype.call) as (
  fn: (...args: never[]) => unknown,
  self: unknown,
  ...args: unknown[]
) => unknown;

/** Parsed JSON, or undefined for anything that is not JSON of at most `maxChars`. */
export function readJson(raw: unknown, maxChars: number): unknown {
  if (typeof raw !== 'string' || raw.length > maxChars) return undefined;
  try {
    return parse(raw);
  } catch {
    return undefined; // not JSON: said by the page, not by us
  }
}

/** Send a value as JSON text: Firefox lets no objects through between the worlds. */
export function say(type: string, value: unknown): void {
  call(dispatch, document, new NativeCustomEvent(type, { detail: stringify(value) }));
}

/** Listen on the document until `signal` aborts; the listener gets the raw `detail`. */
export function hear(type: string, listener: (detail: unknown) => void, signal: AbortSignal): void {
  const onEvent = (event: Event) => listener(detailOf ? call(detailOf, event) : undefined);
  call(add, document, type, onEvent);
  call(add, signal, 'abort', () => call(remove, document, type, onEvent), { once: true });
}
