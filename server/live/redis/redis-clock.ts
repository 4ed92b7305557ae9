import {
  addSample,
  createPartyClock,
  nextPingDelay,
  notePing,
  type PartyClock,
  readClock,
  resetClock,
} from '../../../shared/playback/party-clock.ts';
import { type Clock, systemClock } from '../../clock.ts';
import { answered, type Redis } from './redis-connection.ts';
import { untimed } from './redis-timing.ts';

/** Asked one after the other before the clock is handed out: over a local line the first already is right to a millisecond. */
const FIRST_SAMPLES = 8;
/**
 * Timelines and leases need a clock that never runs back. A step back up to this size is waited out; a greater one means
 * that Redis or its host was set right, and a party must not stand still for so long.
 */
export const WAIT_OUT_MS = 5_000;

/** Further ahead than any estimate is wrong: Redis' clock was set, or its machine has slept. */
const SET_MS = 1_000;

interface Needs {
  /** Redis TIME, ms. */
  askTime(): Promise<number>;
  /** This process's monotonic clock, ms. */
  monotonic?(): number;
  /** Stops the asking. */
  signal: AbortSignal;
}

/** S10: the party clock of a node that shares parties with others: Redis TIME, followed by the clients' own filter (S7). */
export class RedisClock implements Clock {
  readonly #needs: Needs;
  readonly #monotonic: () => number;
  #estimate: PartyClock = createPartyClock();
  #last = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  private constructor(needs: Needs) {
    this.#needs = needs;
    this.#monotonic = needs.monotonic ?? (() => performance.now());
  }

  /**
   * Resolves when the clock may be used.
   * @throws StoreUnavailable if Redis does not tell the time now: without it this node would be in its own time
   */
  static async start(needs: Needs): Promise<RedisClock> {
    const clock = new RedisClock(needs);
    for (let i = 0; i < FIRST_SAMPLES; i++) await clock.#sample();
    clock.#schedule();
    needs.signal.addEventListener('abort', () => clearTimeout(clock.#timer), { once: true });
    return clock;
  }

  party(): number {
    const now = this.#monotonic();
    const time = now + (readClock(this.#estimate, now).offset ?? 0);
    if (time < this.#last && this.#last - time <= WAIT_OUT_MS) return this.#last;
    this.#last = time;
    return time;
  }

  wall(): number {
    return systemClock.wall();
  }

  /** Hard bound of the error and spread of the accepted samples, ms (S8): for metrics. */
  uncertainty(): { boundMs: number; spreadMs: number } {
    return readClock(this.#estimate, this.#monotonic());
  }

  /** Another Redis may answer from now on: asks in a burst, and believes it at once. */
  reconnected(): void {
    this.#estimate = resetClock(this.#estimate, 'reconnect');
    this.#schedule();
  }

  /**
   * Redis said its time beside something else, ms. What it said was on its way, so a time ahead of ours is no matter of the line:
   * without this the filter would take half its window to follow, and every command would be too late until then.
   */
  toldTime(time: number): void {
    if (time - this.party() > SET_MS) this.reconnected();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#needs.signal.aborted) return;
    const ask = () => {
      this.#estimate = notePing(this.#estimate);
      // Unanswered: the clock goes on by what it knows, and the bound grows by itself (S27).
      this.#sample().catch(() => undefined);
      this.#schedule();
    };
    this.#timer = setTimeout(ask, nextPingDelay(this.#estimate, { playing: true })).unref();
  }

  async #sample(): Promise<void> {
    const t1 = this.#monotonic();
    const time = await this.#needs.askTime();
    this.#estimate = addSample(this.#estimate, { t1, t2: time, t3: time, t4: this.#monotonic() });
  }
}

/** @returns ms since the epoch by the clock of the Redis host. @throws StoreUnavailable */
async function redisTime(redis: Redis): Promise<number> {
  const [seconds, microseconds] = (await answered(redis.sendCommand(['TIME']))) as unknown as [string, string];
  return Number(seconds) * 1000 + Number(microseconds) / 1000;
}

/** Follows the clock of a Redis, over its reconnections too. */
export async function startRedisClock(redis: Redis, signal: AbortSignal, timing = untimed): Promise<RedisClock> {
  const clock = await RedisClock.start({ askTime: () => timing('clock', redisTime(redis)), signal });
  const again = () => clock.reconnected();
  redis.on('ready', again);
  signal.addEventListener('abort', () => redis.off('ready', again), { once: true });
  return clock;
}
