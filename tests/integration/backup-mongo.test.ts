import { spawnSync } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { codeOf, TestUser, value } from '../support/client.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { findMongoTools } from '../support/mongo-tools.ts';
import { scratchDir, startServer } from '../support/server.ts';

const database = findMongo();
const tools = database ? findMongoTools() : null;
const missing = !database
  ? 'no server with MongoDB’s protocol here'
  : !tools
    ? 'no mongodump and no Go to build it'
    : null;

describe.skipIf(missing)(`backup and restore of MongoDB (${missing ?? database?.kind})`, () => {
  let mongo: MongoServer;
  let scratch: string;
  beforeAll(async () => {
    mongo = (await startMongo()) as MongoServer;
    scratch = await scratchDir();
  }, 120_000);
  afterAll(async () => {
    await mongo?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  const run = (script: string, archive: string) =>
    spawnSync(path.resolve('deploy', script), [archive], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { PATH: `${tools}:${process.env.PATH}`, MONGODB_URI: mongo.uri },
    });
  const startNode = async () => startServer({ store: await openMongoStore({ uri: mongo.uri }) });
  const at = (node: { url: string }, user: TestUser) => new TestUser(node.url, user.token, user.id, user.name);

  it('taken while a node runs, it brings back accounts, parties and chat as they were', async () => {
    const archive = path.join(scratch, 'backup.gz');
    const first = await startNode();
    const host = await TestUser.account(first.url);
    const { partyCode } = await host.create();
    await host.join(partyCode);
    value(await host.command('video-seek', 77));
    value(await host.socket.request('send-chat', { messageId: 'm1', text: 'kept' }));

    const backup = run('backup-mongo.sh', archive);
    expect(backup, backup.stderr).toMatchObject({ status: 0 });
    expect((await stat(archive)).mode & 0o777).toBe(0o600);

    const later = await TestUser.guest(first.url, 'Came later');
    value(await host.socket.request('send-chat', { messageId: 'm2', text: 'not kept' }));
    value(await host.api('endParty', { code: partyCode }));
    await first.close();

    const restored = run('restore-mongo.sh', archive);
    expect(restored, restored.stderr).toMatchObject({ status: 0 });

    const second = await startNode();
    try {
      const again = at(second, host);
      const snapshot = await again.join(partyCode);
      expect(snapshot.timeline.position).toBe(77);
      expect(snapshot.chat.map((message) => message.text)).toEqual(['kept']);
      expect(snapshot.members.map((member) => [member.id, member.role])).toEqual([[host.id, 'host']]);
      expect(codeOf(await at(second, later).api('me'))).toBe('not-signed-in');
      // The indexes are there too: a number of the chat is given once.
      expect(value(await again.socket.request('send-chat', { messageId: 'm3', text: 'x' })).seq).toBe(2);
    } finally {
      await second.close();
    }
  });
});
