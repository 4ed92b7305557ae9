import { type ErrorCode, fail, type Result } from '../../shared/protocol/errors.ts';
import { type ParsedPayload, REQUESTS, type RequestName, type RequestValue } from '../../shared/protocol/events.ts';
import type { Clock } from '../clock.ts';
import { failureOf, refusalOf } from '../failures.ts';
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

/** What answering a request takes, whatever it asks for. */
export interface ServingNeeds {
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

const toNobody: Ack = () => undefined;

/** One request on its way. An object, for a function for each of its steps costs several times as much. */
class Call {
  #answeredCommand: (() => void) | null = null;

  constructor(
    readonly needs: ServingNeeds,
    readonly socket: PartySocket,
    readonly name: string,
    readonly reply: Ack,
    readonly receivedAt: number,
    readonly nth: number,
  ) {}

  /** Commands are timed from here to their broadcast, which comes before the acknowledgement. */
  timeCommand(payload: object): void {
    if (!('commandId' in payload)) return;
    this.#answeredCommand = this.needs.relay.began(this.socket.data.userId, String(payload.commandId));
  }

  /** Answered first, counted after (S5). */
  answer(result: Result<unknown>): void {
    this.#answeredCommand?.();
    this.reply(result);
    const outcome = result.ok ? 'ok' : result.error.code;
    const { metrics, log, clock } = this.needs;
    const event = isRequest(this.name) ? this.name : 'unknown';
    metrics.event(event, outcome);
    if (!log.isLevelEnabled('debug')) return;
    log.debug({ ...this.#whereabouts, event, outcome, ms: clock.party() - this.receivedAt }, 'event');
  }

  failed(error: unknown): void {
    this.answer(failureOf(error, this.name, this.needs.log.child(this.#whereabouts)));
  }

  /** Which request of which connection, in which party: ids that only this server knows, and that name nobody. */
  get #whereabouts() {
    return { id: `${this.socket.id}/${this.nth}`, partyId: this.socket.data.partyId };
  }
}

/**
 * Serves sockets: rate-limit, validate, run, acknowledge. Whatever comes in, the answer is a Result: rubbish, a missing
 * acknowledgement, an unknown event or a bug in a handler never reaches the process.
 * @returns a listener for any event, the same for all sockets: a closure each is memory each
 */
export function servingSockets(handlers: Handlers, needs: ServingNeeds) {
  const ofSockets = new Map<RequestName, Buckets>();
  const bucketsOf = (name: RequestName): Buckets => {
    const buckets = ofSockets.get(name) ?? new Buckets();
    ofSockets.set(name, buckets);
    return buckets;
  };
  const serve = (call: Call, payload: unknown) => {
    const { name, socket, receivedAt } = call;
    if (!isRequest(name)) return call.answer(fail('bad-request'));
    const closed = needs.closedFor();
    if (closed) return call.answer(fail(closed.code, { retryAfterMs: closed.retryAfterMs }));
    const wait = isPerUser(name)
      ? needs.limits.take(socket.data.userId, name, needs.rates[name], receivedAt)
      : bucketsOf(name).take(socket.id, needs.rates[name], receivedAt);
    const handler = handlers[name] as Handler<RequestName>;
    // A clock ping must not wait for the microtask queue (S5).
    if (typeof wait === 'number') return go(call, name, handler, payload, wait);
    needs.inFlight.count += 1;
    void wait
      .then((ms) => go(call, name, handler, payload, ms))
      .finally(() => {
        needs.inFlight.count -= 1;
      });
  };
  let requests = 0;
  // Socket.IO hands the socket over as `this`.
  return function listener(this: PartySocket, name: string, ...args: unknown[]): void {
    const last = args.at(-1);
    const reply = typeof last === 'function' ? (last as Ack) : toNobody;
    const payload = typeof args[0] === 'function' ? undefined : args[0];
    serve(new Call(needs, this, name, reply, needs.clock.party(), ++requests), payload);
  };
}

const isRequest = (name: string): name is RequestName => Object.hasOwn(REQUESTS, name);

function go(call: Call, name: RequestName, handler: Handler<RequestName>, payload: unknown, retryAfterMs: number) {
  if (retryAfterMs > 0) return call.answer(fail('rate-limited', { retryAfterMs }));
  const parsed = REQUESTS[name].payload.safeParse(payload);
  if (!parsed.success) return call.answer(refusalOf(parsed.error.issues));
  call.timeCommand(parsed.data);
  run(call, handler, { socket: call.socket, payload: parsed.data, receivedAt: call.receivedAt });
}

function run(call: Call, handler: Handler<RequestName>, request: Request<RequestName>): void {
  const { inFlight } = call.needs;
  try {
    const outcome = handler(request);
    // A clock ping must not wait for the microtask queue (S5).
    if (!(outcome instanceof Promise)) {
      call.answer(outcome);
      return;
    }
    inFlight.count += 1;
    outcome.then(
      (result) => {
        inFlight.count -= 1;
        call.answer(result);
      },
      (error: unknown) => {
        inFlight.count -= 1;
        call.failed(error);
      },
    );
  } catch (error) {
    call.failed(error);
  }
}
