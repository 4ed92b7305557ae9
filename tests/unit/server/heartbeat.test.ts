import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { LEASE_MS } from '../../../server/engine/party-engine.ts';
import { startHeartbeat } from '../../../server/heartbeat.ts';
import type { Connection } from '../../../server/live/live-state.ts';
import { memoryLiveState } from '../../../server/live/memory-live-state.ts';
import { isConnected } from '../../../server/party/live-party.ts';
import { toRecord } from '../../../server/party/restore.ts';
import { partyRoom } from '../../../server/realtime/socket-types.ts';
import type { Store } from '../../../server/store/store.ts';
import { engineOn, TO_NOBODY } from '../../support/engine.ts';
import { freshParty } from '../../support/fresh-party.ts';

/** A write takes so long. */
const SLOW_MS = 20_000;
const PARTIES = 40;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Parties with a socket each, at a node whose database answers late. */
function slowNode() {
  const records = new Map<string, ReturnType<typeof toRecord>>();
  const saves = { begun: 0 };
  const parties = {
    byId: async (id: string) => records.get(id) ?? null,
    async save() {
      saves.begun += 1;
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      return 'saved' as const;
    },
  };
  const store = { parties } as unknown as Store;
  const sockets = new Map<string, unknown>();
  const close = vi.fn();
  for (let n = 0; n < PARTIES; n++) {
    const party = freshParty(systemClock.party(), systemClock.wall(), { id: `p${n}` });
    records.set(party.id, toRecord(party));
    const conn = { close, writeBuffer: [], transport: { socket: {} } };
    const data = { partyId: party.id, userId: 'host' };
    sockets.set(`s${n}`, { id: `s${n}`, data, conn, rooms: new Set([partyRoom(party.id)]) });
  }
  const io = { sockets: { sockets } } as never;
  return { store, io, sockets, saves, close };
}

it.each([true, false])(
  'leases are renewed and dead peers cut in time however slow the database is (alone: %s)',
  async (alone) => {
    const { store, io, sockets, saves, close } = slowNode();
    const memory = memoryLiveState();
    const renewed: number[] = [];
    const renew = async (seats: readonly Connection[], now: number, leaseMs: number) => {
      expect(seats).toHaveLength(PARTIES);
      renewed.push(systemClock.party());
      await memory.renew(seats, now, leaseMs);
    };
    const live = { ...memory, renew };
    for (let n = 0; n < PARTIES; n++)
      await memory.attach({ partyId: `p${n}`, memberId: 'host', connectionId: `s${n}` }, systemClock.party(), LEASE_MS);
    const check = vi.fn(async () => undefined);
    const some = vi.fn(async () => undefined);
    const log = { error: vi.fn(), warn: vi.fn(), info: vi.fn() } as never;
    const begun = systemClock.party();
    const heartbeat = startHeartbeat({
      ...{ io, engine: engineOn(store, live), announcer: TO_NOBODY, live, store, clock: systemClock, log, alone },
      nodeId: 'node',
      reminder: { check },
      sessions: { some },
    });
    await vi.advanceTimersByTimeAsync(90_000);
    expect(saves.begun).toBeGreaterThan(0);
    const backlog = { transport: { socket: { bufferedAmount: 64 << 20 } } };
    Object.assign((sockets.get('s0') as { conn: object }).conn, backlog);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(close).toHaveBeenCalledWith(true);
    await vi.advanceTimersByTimeAsync(80_000);
    heartbeat.stop();
    const times = [begun, ...renewed, systemClock.party()];
    const gaps = times.slice(1).map((at, n) => at - (times[n] as number));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10_000);
    expect(some.mock.calls.length).toBeGreaterThan(30);
    if (!alone) expect(check.mock.calls.length).toBeGreaterThan(25);
    const people = await Promise.all(Array.from({ length: PARTIES }, (_, n) => memory.presence(`p${n}`)));
    for (const one of people.flat()) expect(isConnected(one, systemClock.party())).toBe(true);
    // One round of writing takes 100 s, and the next is not begun before: they don't pile up.
    expect(saves.begun).toBeGreaterThanOrEqual(PARTIES);
    expect(saves.begun).toBeLessThan(PARTIES * 1.5);
  },
);
