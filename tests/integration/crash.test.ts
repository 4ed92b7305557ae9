import { randomUUID } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import { callApi, codeOf, TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { scratchDir } from '../support/server.ts';
import { type ServerProcess, spawnServer } from '../support/server-process.ts';

// Each test starts processes, which takes a second each, and ten on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let dataDir: string;
let server: ServerProcess;

beforeEach(async () => {
  dataDir = await scratchDir();
  server = await spawnServer({ DATA_DIR: dataDir, PORT: '0' });
});
afterEach(async () => {
  await server.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

const restart = async () => {
  await server.kill('SIGKILL');
  server = await spawnServer({ DATA_DIR: dataDir, PORT: '0' });
};
/** The same person, at the address the server has now. */
const moved = (user: TestUser) => new TestUser(server.url, user.token, user.id, user.name);

describe('[R1] kill -9', () => {
  it('loses nothing that was acknowledged: accounts, parties, roles, chat and the timeline', async () => {
    const email = `${randomUUID()}@example.org`;
    const input = { username: 'Ana', email, password: 'correct horse' };
    const { token, account } = value(await callApi(server.url, 'register', { input }));
    const host = new TestUser(server.url, token, account.id, 'Ana');
    const { partyCode } = await host.create();
    await host.join(partyCode);
    const friend = await TestUser.guest(server.url, 'Kei');
    await friend.join(partyCode);
    value(await host.socket.request('set-role', { memberId: friend.id, role: 'co-host' }));
    value(await host.socket.request('send-chat', { messageId: 'm1', text: 'before' }));
    const { timeline } = value(await host.command('video-play', 25));

    const secretFile = path.join(dataDir, 'jwt-secret');
    const secret = await readFile(secretFile, 'utf8');

    await restart();

    // [A2] The key is made once and is the owner's alone.
    expect(await readFile(secretFile, 'utf8')).toBe(secret);
    expect((await stat(secretFile)).mode & 0o777).toBe(0o600);
    expect(codeOf(await callApi(server.url, 'login', { input: { email, password: 'correct horse' } }))).toBe('ok');
    const [hostNow, friendNow] = [moved(host), moved(friend)];
    const snapshot = await friendNow.join(partyCode);
    await hostNow.join(partyCode);
    expect(snapshot.timeline).toMatchObject({ playing: true, position: 25, at: timeline.at, epoch: 0, by: host.id });
    expect(snapshot.timeline.rev).toBeGreaterThan(timeline.rev);
    expect(snapshot.members.find((member) => member.id === friend.id)?.role).toBe('co-host');
    expect(snapshot.members.find((member) => member.id === host.id)?.role).toBe('host');
    expect(snapshot.chat.map((message) => message.text)).toEqual(['before']);
    expect(value(await hostNow.socket.request('send-chat', { messageId: 'm2', text: 'after' })).seq).toBe(2);
  });

  it('in a storm of commands and messages: every acknowledged one is there, retries are not applied twice', async () => {
    const host = await TestUser.guest(server.url, 'Host');
    const { partyCode } = await host.create();
    await host.join(partyCode);
    const sent = { commands: 0, messages: 0 };
    const acked = { position: -1, commandId: '', seqs: [] as number[] };
    let stop = false;
    const seeks = (async () => {
      while (!stop) {
        sent.commands += 1;
        const commandId = `c${sent.commands}`;
        const position = sent.commands % 500;
        const result = await host.command('video-seek', position, { commandId }).catch(() => null);
        if (result?.ok) Object.assign(acked, { position, commandId });
        else await until(() => stop, 'the kill');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    const chat = (async () => {
      for (let n = 1; n <= 10 && !stop; n++) {
        const result = await host.socket.request('send-chat', { messageId: `m${n}`, text: 'x' }).catch(() => null);
        if (result?.ok) acked.seqs.push(result.value.seq);
      }
    })();
    await until(() => acked.seqs.length >= 8 && sent.commands > 10, 'some acknowledged traffic', 20_000);
    await server.kill('SIGKILL');
    stop = true;
    host.socket.close();
    server = await spawnServer({ DATA_DIR: dataDir, PORT: '0' });

    const now = moved(host);
    const snapshot = await now.join(partyCode);
    const seqs = snapshot.chat.map((message) => message.seq);
    for (const seq of acked.seqs) expect(seqs).toContain(seq);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, n) => n + 1));
    // At most the one command whose acknowledgement was cut off came after the last acknowledged.
    expect([acked.position, (acked.position + 1) % 500]).toContain(snapshot.timeline.position);
    const retried = value(await now.command('video-seek', 499, { commandId: acked.commandId }));
    expect(retried.timeline).toEqual(snapshot.timeline);
    await Promise.allSettled([seeks, chat]);
  });

  it('clients see a strictly newer timeline after the restart, also than what was broadcast last', async () => {
    const host = await TestUser.guest(server.url, 'Host');
    const { partyCode } = await host.create();
    await host.join(partyCode);
    for (const position of [1, 2, 3, 4, 5]) void host.command('video-seek', position).catch(() => null);
    await host.socket.hears('video-seek', (change) => change.timeline.position === 5);
    const heard = Math.max(...host.socket.all('video-seek').map((change: TimelineChange) => change.timeline.rev));
    await restart();
    const snapshot = await moved(host).join(partyCode);
    expect(snapshot.timeline.rev).toBeGreaterThan(heard);
    expect(snapshot.timeline.epoch).toBe(0);
  });
});

describe('[R6] SIGTERM', () => {
  it('tells clients when to come back, acknowledges what runs, hangs up and ends with 0 in under 10 s', async () => {
    const host = await TestUser.guest(server.url, 'Host');
    const { partyCode } = await host.create();
    await host.join(partyCode);
    const gone = new Promise((resolve) => host.socket.raw.once('disconnect', resolve));
    const last = host.command('video-seek', 77);
    const start = performance.now();
    const code = await server.kill('SIGTERM');
    expect(code).toBe(0);
    expect(performance.now() - start).toBeLessThan(10_000);
    await gone;
    const [notice] = host.socket.all('server-draining');
    expect(notice?.retryAfterMs, 'when this only server may be up again').toBe(1_500);
    const acknowledged = await last;
    server = await spawnServer({ DATA_DIR: dataDir, PORT: '0' });
    const snapshot = await moved(host).join(partyCode);
    if (acknowledged.ok) expect(snapshot.timeline.position).toBe(77);
    else expect(acknowledged.error.code).toBe('server-draining');
  });
});
