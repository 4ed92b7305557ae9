import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { PartyEngine } from '../../server/engine/party-engine.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { applyCommand } from '../../server/party/apply-command.ts';
import { newParty } from '../../server/party/conduct.ts';
import { toRecord } from '../../server/party/restore.ts';
import { RULES } from '../../server/party/rules.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { type Store, StoreUnavailable } from '../../server/store/store.ts';
import { until } from '../support/poll.ts';
import { scratchDir } from '../support/server.ts';

const HOST = { id: 'host', name: 'Host', avatar: { hue: 1, emoji: '' }, guest: false };
const SETTINGS = { controlMode: 'everyone', waitFor: 'nobody', waitForAds: false, locked: false } as const;

/** Two nodes' engines on one live state and one store, without sockets: what each says is recorded. */
describe('[R2] lives of a party', () => {
  let dir: string;
  let store: Store;
  let live: LiveState;
  let partyId: string;
  beforeEach(async () => {
    dir = await scratchDir();
    store = await openEmbeddedStore(dir);
    live = memoryLiveState();
    partyId = randomUUID();
    const settings = { ...SETTINGS, name: 'P' };
    const party = newParty(
      { id: partyId, partyCode: randomUUID(), settings, content: null, startsAt: null, host: HOST },
      systemClock.party(),
      systemClock.wall(),
    );
    await store.parties.insert(toRecord(party));
    await live.create(party);
  });
  afterEach(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  function node() {
    const told: { event: string; reason: string | undefined }[] = [];
    const disk = { broken: false };
    const save: Store['parties']['save'] = (party) =>
      disk.broken ? Promise.reject(new StoreUnavailable('test')) : store.parties.save(party);
    const engine = new PartyEngine({
      store: { ...store, parties: { ...store.parties, save } },
      live,
      clock: systemClock,
      rules: RULES,
      announcer: {
        toParty: (_id, event, body) => void told.push({ event, reason: (body as { reason?: string }).reason }),
        admit: () => undefined,
        evict: () => undefined,
        part: () => undefined,
        evictAll: () => undefined,
      },
      onError: () => undefined,
    });
    const seek = (commandId: string, currentTime: number) =>
      engine.run(partyId, (view) =>
        applyCommand(view, { name: 'video-seek', commandId, epoch: 0, baseRev: 0, mediaKey: '', currentTime }, HOST.id),
      );
    return { engine, disk, told, seek };
  }
  const kept = async () => (await store.parties.byId(partyId))!;

  it('a command that a dead node applied and nobody kept is acknowledged to its retry only when it is kept', async () => {
    const [dying, other] = [node(), node()];
    dying.disk.broken = true;
    await expect(dying.seek('c1', 30)).rejects.toBeInstanceOf(StoreUnavailable);
    await dying.engine.close(0);
    expect((await kept()).videoState.position).toBe(0);

    expect(await other.seek('c1', 30)).toMatchObject({ ok: true });
    expect((await kept()).videoState.position).toBe(30);
    expect((await kept()).applied).toEqual(['host:c1']);
  });

  it('a write of the life before does not undo what the new life has acknowledged, however high its version', async () => {
    const [before, after] = [node(), node()];
    before.disk.broken = true;
    for (const n of [1, 2, 3, 4]) await expect(before.seek(`old${n}`, n)).rejects.toBeInstanceOf(StoreUnavailable);
    await live.remove(partyId); // Redis lost its memory
    const rev = (await kept()).videoState.rev;
    expect(await after.seek('new', 50)).toMatchObject({ ok: true });
    expect(after.told.map((one) => one.reason)).toEqual(['restored', 'command']);

    before.disk.broken = false;
    await until(async () => !(await lateWritePending(before.engine)), 'the late write came to its end');
    expect(await kept()).toMatchObject({ applied: ['host:new'], videoState: { position: 50 } });
    expect((await kept()).videoState.rev).toBeGreaterThan(rev + 1_000);
    // Both nodes are in the life that is kept.
    expect(await before.seek('both', 60)).toMatchObject({ ok: true });
    expect((await kept()).applied).toEqual(['host:new', 'host:both']);
  });

  it('of two lives from one record the one that is not kept gives itself up, and its command is applied in the other', async () => {
    const [first, second] = [node(), node()];
    await live.remove(partyId);
    first.disk.broken = true;
    await expect(first.seek('a', 10)).rejects.toBeInstanceOf(StoreUnavailable);
    await live.remove(partyId);
    second.disk.broken = true;
    await expect(second.seek('b', 20)).rejects.toBeInstanceOf(StoreUnavailable);
    // The first life is written after all, while live memory holds the second.
    first.disk.broken = false;
    await until(async () => (await kept()).applied.includes('host:a'), 'the first life is kept');
    second.disk.broken = false;
    await until(async () => (await second.seek('b', 20).catch(() => null))?.ok, 'the second command is acknowledged');
    expect((await kept()).applied).toEqual(['host:a', 'host:b']);
    expect((await live.load(partyId))?.life).toBe((await kept()).life);
  });
});

/** Live state elsewhere (Redis) makes everybody wait; in this process nothing comes between asking and the broadcast. */
describe('[S3] a rule with live state in this process', () => {
  it('is decided and announced before the call returns, and waits only while somebody has the turn', async () => {
    const dir = await scratchDir();
    const store = await openEmbeddedStore(dir);
    const live = memoryLiveState();
    const told: string[] = [];
    const silent = { admit: () => undefined, evict: () => undefined, part: () => undefined, evictAll: () => undefined };
    const announcer = { ...silent, toParty: (_: string, event: string) => void told.push(event) };
    const engine = new PartyEngine({
      store,
      live,
      clock: systemClock,
      rules: RULES,
      announcer,
      onError: () => undefined,
    });
    const settings = { ...SETTINGS, name: 'P' };
    const plan = { id: randomUUID(), partyCode: randomUUID(), settings, content: null, startsAt: null, host: HOST };
    const party = newParty(plan, systemClock.party(), systemClock.wall());
    await store.parties.insert(toRecord(party));
    await live.create(party);
    const seek = (commandId: string, to: number) =>
      engine.run(party.id, (view) =>
        applyCommand(
          view,
          { name: 'video-seek', commandId, epoch: 0, baseRev: 0, mediaKey: '', currentTime: to },
          'host',
        ),
      );

    const first = seek('a', 10);
    expect(told).toEqual(['video-seek']);
    const second = seek('b', 20);
    expect(told).toEqual(['video-seek', 'video-seek']);
    const sitting = engine.connect({ partyId: party.id, memberId: 'ana', connectionId: 'c' }, { ...HOST, id: 'ana' });
    const third = seek('c', 30);
    expect(told).toHaveLength(2);
    expect(await Promise.all([first, second, sitting, third])).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
    expect(told).toEqual(['video-seek', 'video-seek', 'member-joined', 'video-seek']);
    expect((await store.parties.byId(party.id))?.applied).toEqual(['host:a', 'host:b', 'host:c']);
    await expect(
      engine.run(party.id, () => {
        throw new Error('a bug');
      }),
    ).rejects.toThrow('a bug');
    await engine.close(1_000);
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });
});

/** A graceful stop waits for what is left to write. */
async function lateWritePending(engine: PartyEngine): Promise<boolean> {
  const begun = performance.now();
  await engine.close(2_000);
  return performance.now() - begun > 1_000;
}
