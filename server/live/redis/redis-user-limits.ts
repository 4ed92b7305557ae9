import type { Rate } from '../buckets.ts';
import { limitsOfThisNode, type UserLimits } from '../user-limits.ts';
import { luaScript } from './lua-script.ts';
import type { Redis } from './redis-connection.ts';
import { type Timing, untimed } from './redis-timing.ts';

/**
 * KEYS: bucket. ARGV: ms a token, tokens at most, tokens to take (0: only look).
 * Kept is one moment: when the bucket is full again. By Redis's own clock, so nodes need not agree on the time.
 */
const takeToken = luaScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local each, most, count = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = tonumber(redis.call('GET', KEYS[1]) or now)
if full < now then full = now end
local wait = full + each - (now + each * most)
if wait > 0 then return math.ceil(wait) end
if count > 0 then
  full = full + each
  redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now) + 1)
end
return 0`);

/** One bucket a user and kind over all nodes. While Redis is away each node counts for itself: looser, but no end of service. */
export function redisUserLimits(redis: Redis, prefix = 'watchparty', timing: Timing = untimed): UserLimits {
  const alone = limitsOfThisNode();
  const ask = async (userId: string, kind: string, { burst, perSecond }: Rate, count: 0 | 1) =>
    Number(
      await timing(
        'user-limit',
        takeToken(redis, [`${prefix}:rate:${kind}:{${userId}}`], [1000 / perSecond, burst, count]),
      ),
    );
  return {
    take: (userId, kind, rate, now) => ask(userId, kind, rate, 1).catch(() => alone.take(userId, kind, rate, now)),
    peek: (userId, kind, rate, now) => ask(userId, kind, rate, 0).catch(() => alone.peek(userId, kind, rate, now)),
  };
}
