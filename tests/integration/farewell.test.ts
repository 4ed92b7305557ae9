import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { removeUser } from '../../server/engine/farewell.ts';
import { PartyEngine } from '../../server/engine/party-engine.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { RULES } from '../../server/party/rules.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import type { Store } from '../../server/store/store.ts';
import { someParty, someUser } from '../contract/describe-store.ts';
import { scratchDir } from '../support/server.ts';

const ANA = { id: 'ana', name: 'Ana', avatar: { hue: 1, emoji: '' }, guest: false } as const;
const SEAT = { ...ANA, role: 'co-host', joinedAt: 1, seatedAt: 1, present: true } as const;

describe('[A5] an account that goes while its parties are busy', () => {
  let dir: string;
  let store: Store;
  let live: LiveState;
  let partyId: string;
  beforeEach(async () => {
    dir = await scratchDir();
    store = await openEmbeddedStore(dir);
    // As if it were elsewhere: in this process no race can be lost.
    const { resident: _, ...elsewhere } = memoryLiveState();
    live = elsewhere;
    partyId = randomUUID();
    const party = someParty({ id: partyId });
    const members = [...party.members, SEAT];
    await store.parties.insert({ ...party, members, memberIds: members.map((one) => one.id) });
    await store.users.insert(someUser({ id: 'ana', username: 'Ana' }));
  });
  afterEach(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  const needs = () => {
    const announcer = {
      toParty: () => undefined,
      admit: () => undefined,
      evict: () => undefined,
      part: () => undefined,
      evictAll: () => undefined,
    };
    const engine = new PartyEngine({ store, live, clock: systemClock, rules: RULES, announcer, onError: () => {} });
    return { store, engine, announcer, clock: systemClock };
  };
  const traces = async () => JSON.stringify(await store.parties.byId(partyId));

  it('is told to try again when a party could not be left, is there still, and is gone with the second try', async () => {
    const replace = live.compareAndSet;
    live.compareAndSet = async () => false;
    expect(await removeUser('ana', needs())).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await store.users.byId('ana')).not.toBeNull();

    live.compareAndSet = replace;
    expect(await removeUser('ana', needs())).toMatchObject({ ok: true });
    expect(await store.users.byId('ana')).toBeNull();
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
