import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { RequestName } from '../shared/protocol/events.ts';
import { makeAccounts } from './accounts/accounts.ts';
import { passwordPool } from './accounts/passwords.ts';
import { makePictures } from './accounts/pictures.ts';
import { jwtTokens } from './accounts/tokens.ts';
import { type Clock, systemClock } from './clock.ts';
import { countRequests, drain } from './drain.ts';
import { BufferedReactions } from './engine/buffered-reactions.ts';
import { PartyEngine } from './engine/party-engine.ts';
import { failureOf } from './failures.ts';
import { startHeartbeat } from './heartbeat.ts';
import { authRoutes } from './http/auth-routes.ts';
import { httpApp } from './http/http-app.ts';
import { HTTP_LIMITS, type HttpLimits } from './http/limits.ts';
import { originRule } from './http/origins.ts';
import { partyRoutes } from './http/party-routes.ts';
import { userRoutes } from './http/user-routes.ts';
import type { Rate } from './live/buckets.ts';
import type { LiveState } from './live/live-state.ts';
import { limitsOfThisNode, type UserLimits } from './live/user-limits.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { timedLive, timedStore } from './metrics-backend.ts';
import { relayWatch } from './metrics-relay.ts';
import { RULES, type Rules } from './party/rules.ts';
import { RATES } from './realtime/rates.ts';
import { censusOf, makeSocketServer, serveSockets } from './realtime/realtime.ts';
import { roomAnnouncer } from './realtime/rooms.ts';
import { sessionChecks } from './realtime/session-check.ts';
import { signOuts } from './realtime/sign-outs.ts';
import type { PartyServer } from './realtime/socket-types.ts';
import { makeReminder } from './reminder.ts';
import type { Store } from './store/store.ts';

export interface AppDeps {
  store: Store;
  live: LiveState;
  log: Logger;
  /** Signs the tokens, at least 32 bytes. */
  secret: string;
  /** Null: http://localhost and the port listened on. */
  publicUrl?: string | null;
  extensionUrl?: string | null;
  /** Opens /metrics to who sends it; null or absent: there is none. */
  metricsToken?: string | null;
  corsOrigins?: readonly string[];
  trustProxy?: boolean | number | string;
  clock?: Clock;
  /** Reaches the sockets of other nodes; absent: this node is alone. */
  adapter?: Parameters<PartyServer['adapter']>[0];
  /** Calls when the adapter hears the other nodes again, after a time in which it did not. */
  onHearingAgain?(listener: () => void): void;
  /** Calls when the adapter reaches the other nodes again, after something that it said was lost. */
  onUnheard?(listener: () => void): void;
  /** Tells how long what nodes share takes, besides the live state. */
  watchRedis?(note: Metrics['backend']): void;
  rules?: Partial<Rules>;
  httpLimits?: Partial<HttpLimits>;
  rates?: Partial<Record<RequestName, Rate>>;
  /** What a user may do, counted over all nodes; absent: this node is alone. */
  limits?: UserLimits;
}

export interface App {
  /** @param port 0 takes a free one @throws what the operating system says (EADDRINUSE ...) */
  listen(port: number, host?: string): Promise<{ port: number }>;
  /** R6: stops gracefully, in under ten seconds. Closes store and live state too. */
  close(): Promise<void>;
}

/** What a node asks of the others when something that it said to them was lost. */
const LOOK_AGAIN = 'look-again';

/** Puts the server together. Tests start it on port 0. */
export function createApp(deps: AppDeps): App {
  const { log } = deps;
  const clock = deps.clock ?? systemClock;
  const state = { draining: false, served: false, publicUrl: deps.publicUrl ?? '' };
  const closing = { code: 'server-draining', retryAfterMs: 2_000 } as const;
  const closedFor = () => (state.draining ? closing : null);
  const inFlight = { count: 0 };

  const mayCall = originRule(() => [state.publicUrl, ...(deps.corsOrigins ?? [])]);
  const http = createServer();
  const io = makeSocketServer(http, mayCall);
  if (deps.adapter) io.adapter(deps.adapter);
  const metrics = makeMetrics(() => censusOf(io));
  deps.watchRedis?.(metrics.backend);
  const relay = relayWatch(metrics.relayed);
  const onError = (error: unknown) => void failureOf(error, 'background', log);
  const timed = timedStore(deps.store, metrics.backend);
  const reactions = new BufferedReactions(timed.reactions, onError);
  const store: Store = { ...timed, reactions };
  const live = timedLive(deps.live, metrics.backend);
  const announcer = relay.watching(roomAnnouncer(io));
  const rules: Rules = { ...RULES, ...deps.rules };
  const engine = new PartyEngine({ store, live, clock, rules, announcer, onError });
  const passwords = passwordPool();
  const accounts = makeAccounts({ store, passwords, tokens: jwtTokens(deps.secret), clock, onError });
  const closeSockets = signOuts(io, !deps.adapter);

  serveSockets({
    io,
    engine,
    announcer,
    accounts,
    store,
    clock,
    log,
    rates: { ...RATES, ...deps.rates },
    limits: deps.limits ?? limitsOfThisNode(),
    closedFor,
    inFlight,
    metrics,
    relay,
    alone: !deps.adapter,
  });
  const serveHttp = httpApp({
    handlers: {
      ...authRoutes(accounts, closeSockets),
      ...userRoutes({
        accounts,
        pictures: makePictures(store, onError),
        store,
        engine,
        announcer,
        clock,
        closeSockets,
        onError,
      }),
      ...partyRoutes({ store, engine, live, clock, publicUrl: () => state.publicUrl, onError }),
    },
    accounts,
    store,
    live,
    log,
    limits: { ...HTTP_LIMITS, ...deps.httpLimits },
    trustProxy: deps.trustProxy ?? false,
    extensionUrl: deps.extensionUrl ?? null,
    metrics,
    metricsToken: deps.metricsToken ?? null,
    mayCall,
    isHttps: state.publicUrl.startsWith('https:'),
    isDraining: () => state.draining,
    closedFor: () => (state.served ? closing : null),
  });
  countRequests(http, inFlight);
  http.on('request', serveHttp);
  const here = roomAnnouncer(io.local as unknown as PartyServer);
  const reminder = makeReminder({ io, engine, store, announcer: here, onError });
  const sessions = sessionChecks(io, store.users);
  const lookAgain = () => {
    reminder.remind();
    sessions.all().catch(onError);
  };
  deps.onHearingAgain?.(lookAgain);
  io.on(LOOK_AGAIN, lookAgain);
  deps.onUnheard?.(() => io.serverSideEmit(LOOK_AGAIN));
  const heartbeat = startHeartbeat({
    io,
    engine,
    announcer,
    live,
    store,
    clock,
    log,
    nodeId: randomUUID(),
    reminder,
    sessions,
    alone: !deps.adapter,
  });

  return {
    async listen(port, host) {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, host, () => {
          http.off('error', reject);
          resolve();
        });
      });
      const actual = (http.address() as AddressInfo).port;
      state.publicUrl ||= `http://localhost:${actual}`;
      return { port: actual };
    },
    async close() {
      if (state.draining) return;
      state.draining = true;
      heartbeat.stop();
      reminder.stop();
      metrics.close();
      const onServed = () => {
        state.served = true;
      };
      await drain({ http, io, engine, alone: !deps.adapter, inFlight, onServed, flush: () => reactions.flush() });
      await Promise.allSettled([passwords.close(), live.close(), store.close()]);
    },
  };
}
