import type { Runtime } from 'webextension-polyfill';
import { fail, type Result } from '../../shared/protocol/errors.ts';

/** Rows of a request map: `name -> { in, out }`. */
export type RequestMap<M> = { [N in keyof M]: { in: unknown; out: unknown } };

type In<M extends RequestMap<M>, N extends keyof M> = M[N]['in'];
type Out<M extends RequestMap<M>, N extends keyof M> = M[N]['out'];

/** One handler a name; a missing one does not compile. */
export type Handlers<M extends RequestMap<M>, C = void> = {
  [N in keyof M]: (payload: In<M, N>, context: C) => Promise<Result<Out<M, N>>> | Result<Out<M, N>>;
};

interface Request {
  id: number;
  name: string;
  payload: unknown;
}
interface Reply {
  id: number;
  result: Result<unknown>;
}
interface Event {
  event: string;
  payload: unknown;
}

const isRequest = (m: unknown): m is Request => typeof m === 'object' && m !== null && 'id' in m && 'name' in m;
const isReply = (m: unknown): m is Reply => typeof m === 'object' && m !== null && 'id' in m && 'result' in m;
const isEvent = (m: unknown): m is Event => typeof m === 'object' && m !== null && 'event' in m;

/** The asking end of a port (content script, popup). */
export interface PortClient<M extends RequestMap<M>> {
  /** Settles with `offline` when the port closes before the answer: the background may die at any time (S28). */
  request<N extends keyof M & string>(name: N, payload: In<M, N>): Promise<Result<Out<M, N>>>;
  close(): void;
}

/**
 * Speak the asking side over an open port.
 * @param onEvent called for each event that the other side pushes
 * @param onClose called once when the port closes for any reason but `close()`
 */
export function portClient<M extends RequestMap<M>, E extends object>(
  port: Runtime.Port,
  onEvent: <N extends keyof E>(name: N, payload: E[N]) => void,
  onClose: () => void,
): PortClient<M> {
  let nextId = 1;
  let open = true;
  const waiting = new Map<number, (result: Result<never>) => void>();
  const settleAll = () => {
    for (const settle of waiting.values()) settle(fail('offline'));
    waiting.clear();
  };
  port.onMessage.addListener((message: unknown) => {
    if (isReply(message)) {
      waiting.get(message.id)?.(message.result as Result<never>);
      waiting.delete(message.id);
    } else if (isEvent(message)) onEvent(message.event as keyof E, message.payload as E[keyof E]);
  });
  port.onDisconnect.addListener(() => {
    if (!open) return;
    open = false;
    settleAll();
    onClose();
  });
  return {
    request(name, payload) {
      if (!open) return Promise.resolve(fail('offline'));
      const id = nextId++;
      return new Promise((settle) => {
        waiting.set(id, settle);
        try {
          port.postMessage({ id, name, payload } satisfies Request);
        } catch {
          // The extension was updated or the port is just closing: the same as gone.
          waiting.delete(id);
          settle(fail('offline'));
        }
      });
    },
    close() {
      open = false;
      port.disconnect();
      settleAll();
    },
  };
}

/** Push an event to the asking side; a closed port is no error, its owner hears of it by `onDisconnect`. */
export function sendEvent<E extends object, N extends keyof E & string>(
  port: Runtime.Port,
  event: N,
  payload: E[N],
): void {
  try {
    port.postMessage({ event, payload } satisfies Event);
  } catch {
    // closed between two messages
  }
}

/**
 * Speak the answering side over a port (background). An exception in a handler is a bug: logged, answered `internal`.
 * @param context handed to every handler, e.g. which tab and frame speaks
 */
export function servePort<M extends RequestMap<M>, C>(port: Runtime.Port, handlers: Handlers<M, C>, context: C): void {
  port.onMessage.addListener((message: unknown) => {
    if (!isRequest(message)) return;
    const { id, name, payload } = message;
    const handler = Object.hasOwn(handlers, name) ? handlers[name as keyof M] : undefined;
    const run = async () => (handler ? handler(payload as In<M, keyof M>, context) : fail('bad-request'));
    void run()
      .catch((bug: unknown) => {
        console.error('WatchParty: handler failed', name, bug);
        return fail('internal');
      })
      .then((result) => {
        try {
          port.postMessage({ id, result } satisfies Reply);
        } catch {
          // closed while we worked
        }
      });
  });
}

/** Names of the two ports. */
export const CONTENT_PORT = 'watchparty:content';
export const POPUP_PORT = 'watchparty:popup';
