import type { Status } from '../../shared/party/party.ts';

/** Figures may come ten times a second; the others need them once. What changes words or the gate goes at once. */
const GAP_MS = 1_000;

export interface StatusReporter {
  report(status: Status): void;
  /** The server has forgotten what it knew (reconnect): say it again. */
  again(): void;
}

/**
 * @param send called with the newest status, at most once a second unless it means something else than the last. Resolves
 * with false if it must be said again: a "ready" that got lost holds the party.
 */
export function createStatusReporter(send: (status: Status) => Promise<boolean>, signal: AbortSignal): StatusReporter {
  let newest: Status | null = null;
  let sent: Status | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (signal.aborted || newest === null) return;
    const said = newest;
    sent = said;
    void send(said).then((heard) => {
      if (heard || sent !== said) return;
      sent = null;
      if (timer === undefined) flush();
    });
    timer = setTimeout(() => {
      timer = undefined;
      if (newest !== sent) flush();
    }, GAP_MS);
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return {
    report(status) {
      newest = status;
      if (sent === null || sent.state !== status.state || sent.ready !== status.ready || timer === undefined) flush();
    },
    again: flush,
  };
}
