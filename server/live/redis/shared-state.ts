import type { Store as RateLimitStore } from 'express-rate-limit';
import type { Clock } from '../../clock.ts';
import type { LiveState } from '../live-state.ts';
import type { UserLimits } from '../user-limits.ts';
import { createRedisAdapter, type RedisAdapter } from './redis-adapter.ts';
import { startRedisClock } from './redis-clock.ts';
import { connectRedis, disconnect, type RedisOptions } from './redis-connection.ts';
import { redisLiveState } from './redis-live-state.ts';
import { redisRateLimitStore } from './redis-rate-limit.ts';
import { lateTiming, type Note } from './redis-timing.ts';
import { redisUserLimits } from './redis-user-limits.ts';

/** All that nodes share through one Redis. */
export interface SharedState {
  /** Closing it closes the rest too. */
  live: LiveState;
  /** S10. */
  clock: Clock;
  adapter: RedisAdapter['adapter'];
  onHearingAgain: RedisAdapter['onHearingAgain'];
  onUnheard: RedisAdapter['onUnheard'];
  /** A4: one count over all nodes. @param name of the limit */
  rateLimitStore(name: string): RateLimitStore;
  /** P5: one bucket a user over all nodes. */
  limits: UserLimits;
  /** Tells how long Redis takes for limits, clock and messages between nodes; the live state is timed as a whole. */
  watchRedis(note: Note): void;
}

/**
 * Opens what `REDIS_URL` stands for: two connections, one to speak and one to listen.
 * @throws StartProblem if Redis can't be reached
 */
export async function openSharedState(options: RedisOptions): Promise<SharedState> {
  const redis = await connectRedis(options);
  const stop = new AbortController();
  const { timing, listen } = lateTiming();
  try {
    const clock = await startRedisClock(redis, stop.signal, timing);
    const rooms = await createRedisAdapter(redis, options, timing);
    const live = redisLiveState(redis, options.prefix, (time) => clock.toldTime(time));
    return {
      live: {
        ...live,
        async close() {
          stop.abort();
          rooms.close();
          await live.close();
        },
      },
      clock,
      adapter: rooms.adapter,
      onHearingAgain: rooms.onHearingAgain,
      onUnheard: rooms.onUnheard,
      limits: redisUserLimits(redis, options.prefix, timing),
      rateLimitStore: (name) => redisRateLimitStore(redis, name, options.prefix, timing),
      watchRedis: listen,
    };
  } catch (error) {
    stop.abort();
    disconnect(redis);
    throw error;
  }
}
