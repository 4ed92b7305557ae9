import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import type { PartyEngine } from '../../server/engine/party-engine.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { applyCommand } from '../../server/party/apply-command.ts';
import type { LiveParty } from '../../server/party/live-party.ts';
import { join } from '../../server/party/membership.ts';
import { toRecord } from '../../server/party/restore.ts';
import { type Store, StoreUnavailable } from '../../server/store/store.ts';
import { engineOn, TO_NOBODY } from '../support/engine.ts';
import { freshParty, HOST } from '../support/fresh-party.ts';
import { until } from '../support/poll.ts';
import { scratchStore } from '../support/scratch-store.ts';

/** A party that waits for nobody, kept and in live memory. */
async function begun(store: Store, live: LiveState): Promise<LiveParty> {
  const party = freshParty(systemClock.party(), systemClock.wall(), { settings: { waitFor: 'nobody' } });
  await store.parties.insert(toRecord(party));
  await live.create(party);
  return party;
}

/** What a member of the party asks for who holds its first timeline. */
const seekBy = (engine: PartyEngine, partyId: string) => (commandId: string, currentTime: number) =>
  engine.run(partyId, (view) =>
    applyCommand(view, { name: 'video-seek', commandId, epoch: 0, baseRev: 0, mediaKey: '', currentTime }, HOST.id),
  );

/** Two nodes' engines on one live state and one store, without sockets: what each says is recorded. */
describe('[R2] lives of a party', () => {
  const files = scratchStore();
  let live: LiveState;
  let partyId: string;
  beforeEach(async () => {
    live = memoryLiveState();
    partyId = (await begun(files.store, live)).id;
  });

  function node() {
    const { store } = files;
    const told: { event: string; reason: string | undefined }[] = [];
    const disk = { broken: false };
    const save: Store['parties']['save'] = (party) =>
      disk.broken ? Promise.reject(new StoreUnavailable('test')) : store.parties.save(party);
    const engine = engineOn({ ...store, parties: { ...store.parties, save } }, live, {
      ...TO_NOBODY,
      toParty: (_id, event, body) => void told.push({ event, reason: (body as { reason?: string }).reason }),
    });
    return { engine, disk, told, seek: seekBy(engine, partyId) };
  }
  const kept = async () => (await files.store.parties.byId(partyId))!;

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

describe('[S27] commands that are decided together and written late', () => {
  const files = scratchStore();

  it('are judged anew: what is too late by then is refused, the others are carried out', async () => {
    const { resident: _, ...live } = memoryLiveState();
    const told: unknown[] = [];
    const engine = engineOn(files.store, live, {
      ...TO_NOBODY,
      toParty: (_id, _event, body) => void told.push((body as { commandId?: string }).commandId),
    });
    const party = await begun(files.store, live);
    const last = systemClock.party() + 400;
    const asked = (commandId: string, until: number) => {
      const where = { epoch: 0, baseRev: 0, mediaKey: '', currentTime: 10 };
      const seek = { name: 'video-seek', commandId, until, ...where } as const;
      return engine.run(party.id, (view) => applyCommand(view, seek, HOST.id), until);
    };
    // On its way to live memory for longer than one of them is wanted.
    const write = live.compareAndSet;
    live.compareAndSet = async (...all) => {
      live.compareAndSet = write;
      await until(() => systemClock.party() > last, 'the moment has passed');
      return write(...all);
    };
    const answers = await Promise.all([asked('soon', last), asked('later', last + 60_000)]);
    expect(answers).toMatchObject([{ ok: false, error: { code: 'too-late' } }, { ok: true }]);
    expect(told).toEqual(['later']);
    expect((await live.load(party.id))?.applied).toEqual(['host:later']);
    // A repeat whose time is over is answered, and does not hold up who is asked together with it.
    const again = await Promise.all([asked('later', last), asked('fresh', last + 60_000)]);
    expect(again).toMatchObject([{ ok: true }, { ok: true }]);
    expect((await live.load(party.id))?.applied).toEqual(['host:later', 'host:fresh']);
    await engine.close(1_000);
  });
});

describe('[R8] a party that is over', () => {
  const files = scratchStore();

  it('leaves live memory again after somebody has looked at it', async () => {
    const live = memoryLiveState();
    const engine = engineOn(files.store, live);
    const party = freshParty(systemClock.party(), systemClock.wall());
    await files.store.parties.insert({ ...toRecord(party), endedAt: systemClock.wall() });
    const refused = await engine.run(party.id, (view) => join(view, { ...HOST, id: 'late' }));
    expect(refused).toMatchObject({ ok: false, error: { code: 'party-ended' } });
    expect(await live.load(party.id)).not.toBeNull();
    await engine.releaseIdle(60_000);
    expect(await live.load(party.id)).not.toBeNull();
    await engine.releaseIdle(0);
    expect(await live.load(party.id)).toBeNull();
    await engine.close(1_000);
  });
});

describe('[R7] a line that is closed by the time its turn comes', () => {
  const files = scratchStore();

  it('leaves the seat to the one at another node', async () => {
    const { store } = files;
    const live = memoryLiveState();
    const evicted: string[] = [];
    const announcer = { ...TO_NOBODY, evict: (connectionId: string) => void evicted.push(connectionId) };
    const [here, there] = [engineOn(store, live, announcer), engineOn(store, live)];
    const party = await begun(store, live);
    const by = (connectionId: string) => ({ partyId: party.id, memberId: HOST.id, connectionId });
    expect(await there.connect(by('new'), HOST)).toMatchObject({ ok: true });
    expect(await here.connect(by('old'), HOST, () => false)).toMatchObject({ ok: false, error: { code: 'offline' } });
    expect(evicted).toEqual([]);
    expect(await live.presence(party.id)).toMatchObject([{ memberId: HOST.id, connectionId: 'new' }]);
    await Promise.all([here.close(1_000), there.close(1_000)]);
  });
});

/** Live state elsewhere (Redis) makes everybody wait; in this process nothing comes between asking and the broadcast. */
describe('[S3] a rule with live state in this process', () => {
  const files = scratchStore();

  it('is decided and announced before the call returns, and waits only while somebody has the turn', async () => {
    const { store } = files;
    const live = memoryLiveState();
    const told: string[] = [];
    const engine = engineOn(store, live, { ...TO_NOBODY, toParty: (_, event) => void told.push(event) });
    const party = await begun(store, live);
    const seek = seekBy(engine, party.id);

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
  });
});

/** A graceful stop waits for what is left to write. */
async function lateWritePending(engine: PartyEngine): Promise<boolean> {
  const begun = performance.now();
  await engine.close(2_000);
  return performance.now() - begun > 1_000;
}
