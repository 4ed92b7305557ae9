import { randomUUID } from 'node:crypto';
import compression from 'compression';
import cors from 'cors';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { API, type ApiName } from '../../shared/protocol/api.ts';
import { type ErrorCode, fail } from '../../shared/protocol/errors.ts';
import { JSON_BODY_MAX_BYTES, PICTURE_BODY_MAX_BYTES } from '../../shared/protocol/limits.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { LiveState } from '../live/live-state.ts';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';
import { docsRoutes } from './docs-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { inviteRoutes } from './invite-routes.ts';
import { apiLimit, type HttpLimits, pictureLimits, signInLimits } from './limits.ts';
import { metricsRoutes } from './metrics-routes.ts';
import { pictureRoutes } from './picture-routes.ts';
import { answer, partyOf, type RouteHandler, type RouteHandlers, route } from './route.ts';

interface Needs {
  handlers: RouteHandlers;
  accounts: Accounts;
  store: Store;
  live: LiveState;
  log: Logger;
  limits: HttpLimits;
  trustProxy: boolean | number | string;
  extensionUrl: string | null;
  metrics: Metrics;
  metricsToken: string | null;
  mayCall(origin: string | undefined): boolean;
  isHttps: boolean;
  isDraining(): boolean;
  /**
   * Why nothing is served, or null. A node that drains goes on serving what comes by lines it has: a proxy can't ask another
   * node for a POST that it has sent.
   */
  closedFor(): { code: ErrorCode; retryAfterMs: number } | null;
}

/** Everything that is answered over plain HTTP. */
export function httpApp(needs: Needs): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', needs.trustProxy);
  app.set('query parser', 'simple');
  app.use(requestLog(needs.log));
  app.use(securityHeaders(needs.isHttps));
  app.use(
    cors({ origin: (origin, decide) => decide(null, needs.mayCall(origin)), maxAge: 600, exposedHeaders: REQUEST_ID }),
  );
  app.use(compression());
  healthRoutes(app, { store: needs.store, live: needs.live, isDraining: needs.isDraining });
  metricsRoutes(app, { metrics: needs.metrics, token: needs.metricsToken });
  app.use((_request, response, next) => {
    const closed = needs.closedFor();
    if (closed) answer(response, fail(closed.code, { retryAfterMs: closed.retryAfterMs }));
    else next();
  });
  const forPictures = pictureLimits(needs.limits, needs.accounts.namedBy);
  pictureRoutes(app, { ...needs, limit: forPictures.reads });
  app.use('/api', apiLimit(needs.limits, needs.accounts.namedBy));
  app.put(API.setPicture.path, forPictures.changes, express.json({ limit: PICTURE_BODY_MAX_BYTES }));
  app.use('/api', express.json({ limit: JSON_BODY_MAX_BYTES }));
  for (const { path, handlers } of signInLimits(needs.limits, needs.accounts.namedBy)) app.post(path, ...handlers);
  for (const name of Object.keys(API) as ApiName[]) {
    route(app, name, needs.handlers[name] as RouteHandler<typeof name>, needs);
  }
  docsRoutes(app);
  inviteRoutes(app, { ...needs, preview: needs.handlers.previewParty });
  app.use((_request: Request, response: Response) => answer(response, fail('not-found')));
  app.use(lastResort(needs.log));
  return app;
}

/** Who reports trouble can say by it which request it was. */
const REQUEST_ID = 'X-Request-Id';

/** Method, route pattern, the party's own id, status and time: no address, no token, no code (a path holds party codes). */
function requestLog(log: Logger) {
  return pinoHttp<Request, Response>({
    logger: log,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader(REQUEST_ID, id);
      return id;
    },
    quietReqLogger: true,
    serializers: { req: () => undefined, res: () => undefined },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
    customSuccessObject: facts,
    customErrorObject: (request, response, error) => ({ ...facts(request, response), err: error }),
  });
}

const facts = (request: Request, response: Response, more: { responseTime?: number } = {}) => ({
  id: request.id,
  partyId: partyOf(response),
  method: request.method,
  route: (request.route as { path?: string } | undefined)?.path ?? null,
  status: response.statusCode,
  ms: more.responseTime,
});

/** The API answers JSON only, so nothing may be loaded by what it says. */
const securityHeaders = (isHttps: boolean) =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: isHttps ? { maxAge: 15_552_000 } : false,
    // The extension reads answers from its own origin.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });

/** Bodies that are no JSON, too large or cut off; addresses that can't be decoded; and bugs. */
function lastResort(log: Logger): ErrorRequestHandler {
  return (error: { status?: number; type?: string }, _request, response, _next) => {
    if (response.headersSent) return void response.destroy();
    if (error.status === 413) return answer(response, fail('too-large'));
    if (error.status !== undefined && error.status >= 400 && error.status < 500)
      return answer(response, fail('bad-request'));
    log.error({ err: error }, 'request failed');
    return answer(response, fail('internal'));
  };
}
