import { luaScript } from './lua-script.ts';

/** KEYS: party, fresh. ARGV: version, party as JSON, time to live ms, how long it is fresh ms, life. */
export const createParty = luaScript(`
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[1], 'party', ARGV[2], 'life', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('SET', KEYS[2], '1', 'PX', ARGV[4])
return 1`);

/**
 * KEYS: party. ARGV: expected version, new version, party as JSON, time to live ms, life (absent in what older nodes wrote), last
 * moment by Redis' clock ms (empty: none). Returns 1, 0 for a lost race, or the time, ms: too late.
 */
export const replaceParty = luaScript(`
if ARGV[6] ~= '' then
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  if now > tonumber(ARGV[6]) then return now end
end
local kept = redis.call('HMGET', KEYS[1], 'version', 'life')
if kept[1] ~= ARGV[1] or (kept[2] and kept[2] ~= ARGV[5]) then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'party', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`);

/** KEYS: role. ARGV: owner, now, until, time to live ms. */
export const takeRole = luaScript(`
local owner = redis.call('HGET', KEYS[1], 'owner')
if owner and owner ~= ARGV[1] and tonumber(redis.call('HGET', KEYS[1], 'until')) > tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'until', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`);
