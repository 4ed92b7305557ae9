import type { Clock } from './clock.ts';
import type { Announcer } from './engine/announcer.ts';
import { LEASE_MS, type PartyEngine } from './engine/party-engine.ts';
import { SWEEP_EVERY_MS, sweep } from './engine/sweep.ts';
import { failureOf } from './failures.ts';
import type { Connection, LiveState } from './live/live-state.ts';
import type { Log } from './log.ts';
import { forgetReadFrames } from './realtime/lean-memory.ts';
import { cutSlowPeers } from './realtime/realtime.ts';
import { type PartyServer, seatOfSocket } from './realtime/socket-types.ts';
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
  /** There are no other nodes. */
  alone: boolean;
}

/** Alone, nobody's lease runs out at another node: alarms do the work, and a beat is for one that was lost (R2). */
const LOST_ALARM_BEATS = 3;
/** Parties looked at before others get their turn: with state in memory, awaiting alone lets nobody in between. */
const PORTION = 8;

async function inPortions<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += PORTION) {
    await Promise.all(all.slice(from, from + PORTION).map(work));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What a node does all the time: keeps presence alive, cuts dead peers, forgets idle parties, sweeps. */
export function startHeartbeat(needs: Needs): { stop(): void } {
  const { io, engine, live, clock, log } = needs;
  let beats = 0;
  let sweptAt = 0;

  const beat = async () => {
    beats += 1;
    cutSlowPeers(io, log);
    forgetReadFrames(io);
    const seats = [...io.sockets.sockets.values()]
      .map(seatOfSocket)
      .filter((seat): seat is Connection => seat !== null);
    await live.renew(seats, clock.party(), LEASE_MS);
    const parties = new Set(seats.map((seat) => seat.partyId));
    const touches = beats % TOUCH_EVERY_BEATS === 0;
    if (touches) await inPortions([...parties], (id) => engine.touch(id));
    else if (!needs.alone || beats % LOST_ALARM_BEATS === 0) await inPortions([...parties], (id) => engine.tick(id));
    await engine.releaseIdle(IDLE_MS);
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
