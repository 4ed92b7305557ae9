import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

interface NetLog {
  constants: { logEventTypes: Record<string, number> };
  events: { type: number; params?: { url?: string; initiator?: string } }[];
}

/** What a Chromium asks of the network, all of it, by its own log. */
export interface AskedOf {
  /** Start the browser with these. */
  args: readonly string[];
  /**
   * Origins that something of this origin asked for, and how often. Complete once the browser has closed.
   * @param initiator e.g. `chrome-extension://ID`: its worker, its pages
   */
  origins(initiator: string): Map<string, number>;
  remove(): void;
}

export function netLog(): AskedOf {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-net-'));
  const file = path.join(folder, 'log.json');
  return {
    args: [`--log-net-log=${file}`],
    origins(initiator) {
      const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as NetLog;
      const started = constants.logEventTypes.URL_REQUEST_START_JOB;
      const found = new Map<string, number>();
      for (const { type, params } of events) {
        if (type !== started || params?.initiator !== initiator || !params.url) continue;
        const { origin } = new URL(params.url);
        found.set(origin, (found.get(origin) ?? 0) + 1);
      }
      return found;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
