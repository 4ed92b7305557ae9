import { createHash, timingSafeEqual } from 'node:crypto';
import type { Router } from 'express';
import { fail } from '../../shared/protocol/errors.ts';
import type { Metrics } from '../metrics.ts';
import { answer, bearerToken } from './route.ts';

interface Needs {
  metrics: Metrics;
  /** Null: there are no metrics to be had. */
  token: string | null;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * `/metrics` for Prometheus, with the operator's token alone. An address is no proof: behind a proxy of the same machine
 * everybody comes from the loopback.
 */
export function metricsRoutes(router: Router, { metrics, token }: Needs): void {
  if (token === null) return;
  const expected = digest(token);
  router.get('/metrics', async (request, response) => {
    const given = bearerToken(request);
    if (given === null || !timingSafeEqual(digest(given), expected)) return answer(response, fail('not-signed-in'));
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', metrics.contentType);
    response.send(await metrics.text());
  });
}
