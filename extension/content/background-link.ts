import type { Runtime } from 'webextension-polyfill';
import { fail } from '../../shared/protocol/errors.ts';
import type { ContentEvents, ContentRequests } from '../messaging/messages.ts';
import { type PortClient, portClient } from '../messaging/port.ts';

/** The way to the background, reopened as often as it must be (S28): the background dies when the browser likes. */
export interface BackgroundLink {
  /** Answers `offline` while the way is down. */
  request: PortClient<ContentRequests>['request'];
}

export interface LinkSetup {
  connect: () => Runtime.Port;
  /** Is our extension still there? Updated or removed: its scripts in open pages lose all APIs. */
  isAlive: () => boolean;
  onEvent: <N extends keyof ContentEvents>(name: N, payload: ContentEvents[N]) => void;
  /** The way is open, for the first time or again: introduce yourself. Resolve false to be called again. */
  onOpen: (request: BackgroundLink['request']) => Promise<boolean>;
  /** The extension is gone: fall silent. */
  onDead: () => void;
  signal: AbortSignal;
}

/** A worker wakes in 50-70 ms (m): the first try comes about then. */
export const REOPEN_FIRST_MS = 50;
export const REOPEN_MAX_MS = 2_000;

/** Open the way and keep it open until `signal` aborts. */
export function openBackgroundLink(setup: LinkSetup): BackgroundLink {
  const { signal } = setup;
  let client: PortClient<ContentRequests> | null = null;
  let delay = REOPEN_FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (run: () => void) => {
    clearTimeout(timer);
    if (signal.aborted) return;
    timer = setTimeout(run, delay);
    delay = Math.min(delay * 2, REOPEN_MAX_MS);
  };

  const open = () => {
    if (signal.aborted) return;
    if (!setup.isAlive()) {
      setup.onDead();
      return;
    }
    try {
      client = portClient<ContentRequests, ContentEvents>(setup.connect(), setup.onEvent, () => {
        client = null;
        if (setup.isAlive()) later(open);
        else setup.onDead();
      });
    } catch {
      later(open); // the extension is just going: the next look at `isAlive` says so
      return;
    }
    introduce(client);
  };

  const introduce = (mine: PortClient<ContentRequests>) => {
    void setup
      .onOpen((name, payload) => mine.request(name, payload))
      .then((known) => {
        if (client !== mine || signal.aborted) return;
        if (known) delay = REOPEN_FIRST_MS;
        else later(() => client === mine && introduce(mine));
      });
  };

  const close = () => {
    clearTimeout(timer);
    client?.close();
    client = null;
  };
  // A page that the browser keeps for the way back is not here any more. Firefox leaves its port open for it, drops what is
  // said to it, and does not tell it when the background dies meanwhile (153): gone with the page, opened anew with it.
  // Only the browser's own word counts: a page could cut the line off by an event it makes.
  window.addEventListener('pagehide', ({ isTrusted }) => isTrusted && close(), { signal });
  window.addEventListener('pageshow', ({ isTrusted, persisted }) => isTrusted && persisted && open(), { signal });
  signal.addEventListener('abort', close);
  open();
  return { request: (name, payload) => client?.request(name, payload) ?? Promise.resolve(fail('offline')) };
}
