import { type IncrementResponse, MemoryStore, type Options, type Store } from 'express-rate-limit';
import { luaScript } from './lua-script.ts';
import { answered, type Redis } from './redis-connection.ts';
import { type Timing, untimed } from './redis-timing.ts';

/** KEYS: counter. ARGV: window ms. Counts by Redis's own clock, so nodes need not agree on the time. */
const countHit = luaScript(`
local hits = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return { hits, left }`);

/**
 * A4: one count over all nodes for `express-rate-limit`. While Redis is away each node counts for itself: the limit gets
 * looser, the service does not end.
 * @param name of the limit: limits do not share counts
 */
export function redisRateLimitStore(
  redis: Redis,
  name: string,
  prefix = 'watchparty',
  timing: Timing = untimed,
): Store {
  const alone = new MemoryStore();
  const keyOf = (key: string) => `${prefix}:limit:${name}:{${key}}`;
  let windowMs = 60_000;
  return {
    prefix: `${prefix}:limit:${name}:`,
    localKeys: false,
    init(options: Options) {
      windowMs = options.windowMs;
      alone.init(options);
    },
    async increment(key): Promise<IncrementResponse> {
      try {
        const [totalHits, left] = (await timing('rate-limit', countHit(redis, [keyOf(key)], [windowMs]))) as [
          number,
          number,
        ];
        return { totalHits, resetTime: new Date(Date.now() + left) };
      } catch {
        return alone.increment(key); // Redis is away
      }
    },
    async decrement(key) {
      await Promise.all([alone.decrement(key), giveBack(redis, [keyOf(key)], []).catch(() => undefined)]);
    },
    async resetKey(key) {
      await Promise.all([alone.resetKey(key), answered(redis.del(keyOf(key))).catch(() => undefined)]);
    },
    shutdown: () => alone.shutdown(),
  };
}

/** KEYS: counter. A counter that has expired stays away: it would never expire again. */
const giveBack = luaScript(`
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('DECR', KEYS[1]) end
return 1`);
