import { luaScript } from './lua-script.ts';

/** The lines of `presence-line.ts`, by number: 1 connection, 2 lease, 3 lost, 4 ready, 5 not ready, 6 ever, 7 status, 8 timing. */
const LINES = `
local function read(member)
  local text = redis.call('HGET', KEYS[1], member)
  if not text then return nil end
  local lines = {}
  for one in (text .. '\\n'):gmatch('(.-)\\n') do lines[#lines + 1] = one end
  return lines
end
local function write(member, lines) redis.call('HSET', KEYS[1], member, table.concat(lines, '\\n')) end
`;

/** KEYS: people. ARGV: member, connection, lease until, the whole line of somebody new, time to live ms. */
export const attachSeat = luaScript(`${LINES}
local replaced = ''
local lines = read(ARGV[1])
if lines then
  replaced = lines[1]
  lines[1], lines[2], lines[3] = ARGV[2], ARGV[3], ''
  write(ARGV[1], lines)
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[4])
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return replaced`);

/** KEYS: people. ARGV: member, connection, now. */
export const detachSeat = luaScript(`${LINES}
local lines = read(ARGV[1])
if not lines or lines[1] ~= ARGV[2] then return 0 end
lines[1], lines[3] = '', ARGV[3]
write(ARGV[1], lines)
return 1`);

/**
 * KEYS: people. ARGV: member, connection, status, timing (empty: as before), ready since, not ready since (a time that
 * already runs goes on), ever ready if it was, ever ready if it was not, states (each between commas) after which the time of
 * not being ready begins anew. The rule itself is `reported` in party/presence.ts.
 */
export const reportSeat = luaScript(`${LINES}
local function running(old, new)
  if new == '' or old == '' then return new end
  return old
end
local lines = read(ARGV[1])
if not lines or lines[1] ~= ARGV[2] then return 0 end
local state = lines[7]:match('"state":"([%a-]+)"')
if state and ARGV[9]:find(',' .. state .. ',', 1, true) then lines[5] = '' end
lines[4], lines[5] = running(lines[4], ARGV[5]), running(lines[5], ARGV[6])
if lines[6] == '1' then lines[6] = ARGV[7] else lines[6] = ARGV[8] end
lines[7] = ARGV[3]
if ARGV[4] ~= '' then lines[8] = ARGV[4] end
write(ARGV[1], lines)
return 1`);

/**
 * KEYS: people, party, fresh. ARGV: lease until, time to live ms, then by turns member, connection and the whole line of
 * somebody new. A party that is fresh in live memory, for Redis may have lost it, learns from the nodes who is here.
 */
export const renewSeats = luaScript(`${LINES}
local fresh = redis.call('EXISTS', KEYS[3]) == 1
for i = 3, #ARGV, 3 do
  local lines = read(ARGV[i])
  if lines and lines[1] == ARGV[i + 1] then
    lines[2] = ARGV[1]
    write(ARGV[i], lines)
  elseif fresh and not lines then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2])
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1`);
