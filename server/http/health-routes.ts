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

/** `/healthz`: the process runs. `/readyz`: send people here (R2: says `degraded` when a part does not answer). */
export function healthRoutes(router: Router, { store, live, isDraining }: Needs): void {
  const startedAt = performance.now();
  router.get('/healthz', (_request, response) => {
    const uptimeS = Math.round((performance.now() - startedAt) / 1000);
    response.json({ status: 'ok', name: 'watchparty', protocolVersion: PROTOCOL_VERSION, uptimeS });
  });
  router.get('/readyz', async (_request, response) => {
    const [storeUp, liveUp] = await Promise.all([answers(store.ping()), answers(live.ping())]);
    const parts = { store: storeUp ? 'ok' : 'away', live: liveUp ? 'ok' : 'away' };
    const status = isDraining() ? 'draining' : storeUp && liveUp ? 'ok' : 'degraded';
    response.status(status === 'ok' ? 200 : 503).json({ status, parts });
  });
}

async function answers(ping: Promise<void>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, ANSWER_MS, false).unref());
  return Promise.race([ping.then(() => true).catch(() => false), late]);
}
