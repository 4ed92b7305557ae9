import type { Clock } from './clock.ts';
import type { Announcer } from './engine/announcer.ts';
import { LEASE_MS, type PartyEngine } from './engine/party-engine.ts';
import { SWEEP_EVERY_MS, sweep } from './engine/sweep.ts';
import { failureOf } from './failures.ts';
import type { LiveState } from './live/live-state.ts';
import type { Log } from './log.ts';
import { inPortions } from './portions.ts';
import { forgetReadFrames } from './realtime/lean-memory.ts';
import { cutSlowPeers } from './realtime/realtime.ts';
import { seatsHere } from './realtime/seated.ts';
import type { PartyServer } from './realtime/socket-types.ts';
import type { Reminder } from './reminder.ts';
import type { Store } from './store/store.ts';

/** Six renewals in the life of a lease: a node that is busy for a while loses nobody. */
const BEAT_MS = 5_000;
/** A watched party is written at least so often, which tells a restart how long it was alone. */
const TOUCH_EVERY_BEATS = 12;
/** Parties without a connection leave live memory after this. */
const IDLE_MS = 5 * 60_000;

interface Needs {
  io: PartyServer;
  engine: PartyEngine;
  announcer: Announcer;
  live: LiveState;
  store: Store;
  clock: Clock;
  log: Log;
  nodeId: string;
  reminder: Pick<Reminder, 'check'>;
  sessions: { some(): Promise<void> };
  /** There are no other nodes. */
  alone: boolean;
}

/** Alone, nobody's lease runs out at another node: alarms do the work, and a beat is for one that was lost (R2). */
const LOST_ALARM_BEATS = 3;

/**
 * What a node does all the time: keeps presence alive, cuts dead peers, forgets idle parties, sweeps. Each of these goes at its own
 * pace: leases run out while thousands of parties are written, or a long pass of the sweep is made.
 */
export function startHeartbeat(needs: Needs): { stop(): void } {
  const { io, engine, live, clock, log } = needs;
  const stopping = new AbortController();
  const running = new Set<string>();
  let beats = 0;
  let sweptAt = 0;

  const failed = (name: string) => (error: unknown) => void failureOf(error, name, log);
  /** Not while it still goes on from a beat before: who answers late must not pile it up. @returns whether it was begun */
  const begin = (name: string, work: () => Promise<unknown>): boolean => {
    if (running.has(name)) return false;
    running.add(name);
    void run(name, work);
    return true;
  };
  const run = async (name: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      failed(name)(error);
    } finally {
      running.delete(name);
    }
  };

  const sweeping = async () => {
    const swept = await sweep({ ...needs, signal: stopping.signal, onError: failed('sweep') });
    if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'swept');
  };
  const sweepIsDue = () => clock.party() - sweptAt >= SWEEP_EVERY_MS;

  const beat = () => {
    beats += 1;
    cutSlowPeers(io, log);
    forgetReadFrames(io);
    const parties = seatsHere(io);
    begin('renew', () => live.renew([...parties.values()].flat(), clock.party(), LEASE_MS));
    const all = (work: (id: string) => Promise<unknown>) => () => inPortions([...parties.keys()], work);
    if (beats % TOUCH_EVERY_BEATS === 0)
      begin(
        'touch',
        all((id) => engine.touch(id)),
      );
    else if (!needs.alone) begin('reminder', () => needs.reminder.check(parties));
    else if (beats % LOST_ALARM_BEATS === 0)
      begin(
        'alarms',
        all((id) => engine.tick(id)),
      );
    begin('sessions', () => needs.sessions.some());
    begin('release', () => engine.releaseIdle(IDLE_MS));
    if (sweepIsDue() && begin('sweep', sweeping)) sweptAt = clock.party();
  };

  const timer = setInterval(() => {
    try {
      beat();
    } catch (error) {
      failed('heartbeat')(error);
    }
  }, BEAT_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      stopping.abort();
    },
  };
}
