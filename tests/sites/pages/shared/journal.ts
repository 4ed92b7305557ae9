export interface JournalEntry {
  /** Page's wall clock in ms. */
  at: number;
  /** Who acted: a person at the page's controls, the page by itself, the page's API, or someone who must not. */
  kind: 'user' | 'site' | 'api' | 'forbidden';
  name: string;
  detail: string;
}

const entries: JournalEntry[] = [];

/** Notes what happened, for `__standin.log()`. */
export function note(kind: JournalEntry['kind'], name: string, detail = ''): void {
  entries.push({ at: Date.now(), kind, name, detail });
}

/** Notes an operation that the real site punishes, and reports it to the test's server. */
export function forbid(operation: string, detail: string): void {
  note('forbidden', operation, detail);
  const body = JSON.stringify({ url: location.href, operation, detail });
  void fetch('/__standin/forbidden', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    keepalive: true,
  }).catch(() => {}); // The test's server may be gone already; the entry in the page stays.
}

/** All entries so far, oldest first. */
export function journal(): JournalEntry[] {
  return [...entries];
}
