import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { removeUser } from '../../server/engine/farewell.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { engineOn, TO_NOBODY } from '../support/engine.ts';
import { someParty, someUser } from '../support/records.ts';
import { scratchStore } from '../support/scratch-store.ts';

const ANA = { id: 'ana', name: 'Ana', avatar: { hue: 1, emoji: '' }, guest: false } as const;
const SEAT = { ...ANA, role: 'co-host', joinedAt: 1, seatedAt: 1, present: true } as const;

describe('[A5] an account that goes while its parties are busy', () => {
  const disk = scratchStore();
  let live: LiveState;
  let partyId: string;
  beforeEach(async () => {
    // As if it were elsewhere: in this process no race can be lost.
    const { resident: _, ...elsewhere } = memoryLiveState();
    live = elsewhere;
    partyId = randomUUID();
    const party = someParty({ id: partyId });
    const members = [...party.members, SEAT];
    await disk.store.parties.insert({ ...party, members, memberIds: members.map((one) => one.id) });
    await disk.store.users.insert(someUser({ id: 'ana', username: 'Ana' }));
  });

  const needs = () => {
    const { store } = disk;
    return { store, engine: engineOn(store, live), announcer: TO_NOBODY, clock: systemClock };
  };
  const traces = async () => JSON.stringify(await disk.store.parties.byId(partyId));

  it('is told to try again when a party could not be left, is there still, and is gone with the second try', async () => {
    const replace = live.compareAndSet;
    live.compareAndSet = async () => false;
    expect(await removeUser('ana', needs())).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await disk.store.users.byId('ana')).not.toBeNull();

    live.compareAndSet = replace;
    expect(await removeUser('ana', needs())).toMatchObject({ ok: true });
    expect(await disk.store.users.byId('ana')).toBeNull();
    expect(await traces()).not.toContain('Ana');
  });

  it('waits for a party that loses some races', async () => {
    const replace = live.compareAndSet;
    let lost = 0;
    live.compareAndSet = async (...all) => (lost++ < 10 ? false : replace(...all));
    expect(await removeUser('ana', needs())).toMatchObject({ ok: true });
    expect(await traces()).not.toContain('Ana');
  });

  it('goes out of the record too where live memory forgot them and the node died before it was written', async () => {
    const { engine } = needs();
    const { party } = (await engine.view(partyId))!;
    const seats = party.seats.filter((one) => one.id !== 'ana');
    await live.compareAndSet(party.version, { ...party, seats, version: party.version + 1 });
    expect(await traces()).toContain('Ana');

    expect(await removeUser('ana', needs())).toMatchObject({ ok: true });
    expect(await traces()).not.toContain('Ana');
  });
});
