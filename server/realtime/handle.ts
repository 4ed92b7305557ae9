import { type ErrorCode, fail, type Result } from '../../shared/protocol/errors.ts';
import { type ParsedPayload, REQUESTS, type RequestName, type RequestValue } from '../../shared/protocol/events.ts';
import type { Clock } from '../clock.ts';
import { failureOf, fieldsOf } from '../failures.ts';
import { Buckets, type Rate } from '../live/buckets.ts';
import type { UserLimits } from '../live/user-limits.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { RelayWatch } from '../metrics-relay.ts';
import { isPerUser } from './rates.ts';
import type { PartySocket } from './socket-types.ts';

export interface Request<N extends RequestName> {
  socket: PartySocket;
  payload: ParsedPayload<N>;
  /** S5: party clock when the packet was taken in, ms. */
  receivedAt: number;
}

export type Handler<N extends RequestName> = (
  request: Request<N>,
) => Result<RequestValue<N>> | Promise<Result<RequestValue<N>>>;

/** Every row of the contract has a handler: a missing one does not compile. */
export type Handlers = { [N in RequestName]: Handler<N> };

interface Needs {
  clock: Clock;
  log: Log;
  rates: Record<RequestName, Rate>;
  limits: UserLimits;
  /** Why no request is served now, or null. */
  closedFor(): { code: ErrorCode; retryAfterMs: number } | null;
  /** Counts what is being worked on, for a graceful stop. */
  inFlight: { count: number };
  metrics: Metrics;
  relay: RelayWatch;
}

type Ack = (result: Result<unknown>) => void;

/**
 * Serves a socket: rate-limit, validate, run, acknowledge. Whatever comes in, the answer is a Result: rubbish, a missing
 * acknowledgement, an unknown event or a bug in a handler never reaches the process.
 */
export function serve(socket: PartySocket, handlers: Handlers, needs: Needs): void {
  const buckets = new Buckets();
  let requests = 0;
  socket.onAny((name: string, ...args: unknown[]) => {
    const receivedAt = needs.clock.party();
    const nth = ++requests;
    const last = args.at(-1);
    const reply: Ack = typeof last === 'function' ? (last as Ack) : () => undefined;
    // Answered first, counted after (S5).
    const ack: Ack = (result) => {
      reply(result);
      const outcome = result.ok ? 'ok' : result.error.code;
      needs.metrics.event(isRequest(name) ? name : 'unknown', outcome);
      if (!needs.log.isLevelEnabled('debug')) return;
      const ms = needs.clock.party() - receivedAt;
      needs.log.debug({ ...whereabouts(socket, nth), event: isRequest(name) ? name : 'unknown', outcome, ms }, 'event');
    };
    const payload = typeof args[0] === 'function' ? undefined : args[0];
    if (!isRequest(name)) return ack(fail('bad-request'));
    const closed = needs.closedFor();
    if (closed) return ack(fail(closed.code, { retryAfterMs: closed.retryAfterMs }));
    const failed = (error: unknown) => failureOf(error, name, needs.log.child(whereabouts(socket, nth)));
    const go = (retryAfterMs: number) => {
      if (retryAfterMs > 0) return ack(fail('rate-limited', { retryAfterMs }));
      const parsed = REQUESTS[name].payload.safeParse(payload);
      if (!parsed.success) return ack(fail('bad-request', { fields: fieldsOf(parsed.error.issues) }));
      const request = { socket, payload: parsed.data, receivedAt };
      run(handlers[name] as Handler<RequestName>, request, timed(socket, parsed.data, ack, needs), needs, failed);
    };
    const wait = isPerUser(name)
      ? needs.limits.take(socket.data.userId, name, needs.rates[name], receivedAt)
      : buckets.take(name, needs.rates[name], receivedAt);
    // A clock ping must not wait for the microtask queue (S5).
    if (typeof wait === 'number') return go(wait);
    needs.inFlight.count += 1;
    wait.then(go).finally(() => {
      needs.inFlight.count -= 1;
    });
  });
}

/** Which request of which connection, in which party: ids that only this server knows, and that name nobody. */
const whereabouts = (socket: PartySocket, nth: number) => ({ id: `${socket.id}/${nth}`, partyId: socket.data.partyId });

/** Commands are timed from here to their broadcast, which comes before the acknowledgement. */
function timed(socket: PartySocket, payload: object, ack: Ack, { relay }: Needs): Ack {
  if (!('commandId' in payload)) return ack;
  const answered = relay.began(socket.data.userId, String(payload.commandId));
  return (result) => {
    answered();
    ack(result);
  };
}

const isRequest = (name: string): name is RequestName => Object.hasOwn(REQUESTS, name);

function run(
  handler: Handler<RequestName>,
  request: Request<RequestName>,
  ack: Ack,
  needs: Needs,
  failure: (error: unknown) => Result<never>,
): void {
  const failed = (error: unknown) => ack(failure(error));
  try {
    const outcome = handler(request);
    // A clock ping must not wait for the microtask queue (S5).
    if (!(outcome instanceof Promise)) {
      ack(outcome);
      return;
    }
    needs.inFlight.count += 1;
    const settled = (answer: () => void) => {
      needs.inFlight.count -= 1;
      answer();
    };
    outcome.then(
      (result) => settled(() => ack(result)),
      (error: unknown) => settled(() => failed(error)),
    );
  } catch (error) {
    failed(error);
  }
}
