/**
 * The page's functions as they were before the page's scripts ran: sites overwrite natives, and what we call must not be
 * what a page put there. Captured when this module is evaluated, at `document_start`.
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
