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
/** What a node does all the time: keeps presence alive, cuts dead peers, forgets idle parties, sweeps. */
export function startHeartbeat(needs: Needs): { stop(): void } {
  const { io, engine, live, clock, log } = needs;
  let beats = 0;
  let sweptAt = 0;

  /** One late answer ends its part of the beat only: the others are nets under what gets lost, needed just then. */
  const part = (name: string, work: Promise<unknown>) => work.catch((error: unknown) => failureOf(error, name, log));

  const beat = async () => {
    beats += 1;
    cutSlowPeers(io, log);
    forgetReadFrames(io);
    const parties = seatsHere(io);
    await part('renew', live.renew([...parties.values()].flat(), clock.party(), LEASE_MS));
    const touches = beats % TOUCH_EVERY_BEATS === 0;
    if (touches)
      await part(
        'touch',
        inPortions([...parties.keys()], (id) => engine.touch(id)),
      );
    else if (!needs.alone) await part('reminder', needs.reminder.check(parties));
    else if (beats % LOST_ALARM_BEATS === 0)
      await part(
        'alarms',
        inPortions([...parties.keys()], (id) => engine.tick(id)),
      );
    await part('sessions', needs.sessions.some());
    await part('release', engine.releaseIdle(IDLE_MS));
    if (clock.party() - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = clock.party();
    void sweeping();
  };

  const stopping = new AbortController();
  const onError = (error: unknown) => void failureOf(error, 'sweep', log);
  let sweepRuns = false;
  /** Beside the beats: leases run out while a long pass is made. */
  const sweeping = async () => {
    if (sweepRuns) return;
    sweepRuns = true;
    try {
      const swept = await sweep({ ...needs, signal: stopping.signal, onError });
      if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'swept');
    } catch (error) {
      onError(error);
    } finally {
      sweepRuns = false;
    }
  };

  let busy = false;
  const timer = setInterval(() => {
    if (busy) return; // A slow store must not pile beats up.
    busy = true;
    beat()
      .catch((error: unknown) => failureOf(error, 'heartbeat', log))
      .finally(() => {
        busy = false;
      });
  }, BEAT_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      stopping.abort();
    },
  };
}
