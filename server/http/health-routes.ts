import type { Router } from 'express';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { LiveState } from '../live/live-state.ts';
import type { Store } from '../store/store.ts';

/** How long a part may take to answer before it counts as away. */
const ANSWER_MS = 2_000;

interface Needs {
  store: Store;
  live: LiveState;
  isDraining(): boolean;
}

/** Anybody may ask, and each look is a question to the database and to Redis. */
const LOOK_EVERY_MS = 500;

/**
 * `/healthz`: the process runs. `/readyz`: send people here. R2: a node whose database or Redis does not answer says `degraded`
 * and takes people all the same: its parties go on, and the other nodes have the same database.
 */
export function healthRoutes(router: Router, { store, live, isDraining }: Needs): void {
  const startedAt = performance.now();
  router.get('/healthz', (_request, response) => {
    const uptimeS = Math.round((performance.now() - startedAt) / 1000);
    response.json({ status: 'ok', name: 'watchparty', protocolVersion: PROTOCOL_VERSION, uptimeS });
  });
  const look = () => Promise.all([answers(store.ping()), answers(live.ping())]);
  let last: { at: number; found: ReturnType<typeof look> } | null = null;
  router.get('/readyz', async (_request, response) => {
    const now = performance.now();
    if (!last || now - last.at >= LOOK_EVERY_MS) last = { at: now, found: look() };
    const [storeUp, liveUp] = await last.found;
    const parts = { store: storeUp ? 'ok' : 'away', live: liveUp ? 'ok' : 'away' };
    const status = isDraining() ? 'draining' : storeUp && liveUp ? 'ok' : 'degraded';
    response.status(status === 'draining' ? 503 : 200).json({ status, parts });
  });
}

async function answers(ping: Promise<void>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, ANSWER_MS, false).unref());
  return Promise.race([ping.then(() => true).catch(() => false), late]);
}
