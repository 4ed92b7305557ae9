import { request } from 'node:https';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { makeGuests } from '../chaos/crowd.ts';
import { TestUser } from '../support/client.ts';
import { expect, test } from './fixtures.ts';

const WORKERS = 12;
/** Each with as many parties as somebody may have. */
const USERS = 5;
const PARTIES = 50;
const PAUSE_MS = 25;

/** Through nginx, whose certificate is this machine's own. @returns status, or what went wrong with the line */
const create = (url: string, token: string, name: string): Promise<number | string> =>
  new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const asked = request(`${url}/api/party`, { method: 'POST', headers, rejectUnauthorized: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 'no status'));
    });
    asked.on('error', (error) => resolve(error.message));
    asked.end(JSON.stringify({ name, content: null }));
  });

const toUser = (url: string, { token, account }: { token: string; account: { id: string; username: string } }) =>
  new TestUser(url, token, account.id, account.username);

test('[R6] parties are made, by POST, while all nodes are restarted: each once, and nobody hears of it', async ({
  cluster,
}) => {
  const [first, second] = cluster.nodes;
  const store = await openMongoStore({ uri: cluster.mongo.uri });
  // Not by the door for guests: the specs before have come by it from this address too, and it lets in sixty.
  const people = await makeGuests(store, (guest) =>
    Promise.all(Array.from({ length: WORKERS * USERS }, async (_, n) => toUser(first!.url, await guest(`Guest ${n}`)))),
  );
  await store.close();
  const answers = new Map<string, number>();
  const made = new Map<TestUser, number>();
  let done = false;
  const working = Array.from({ length: WORKERS }, async (_, worker) => {
    for (const user of people.slice(worker * USERS, (worker + 1) * USERS)) {
      for (let n = 0; n < PARTIES && !done; n++) {
        const answer = String(await create(cluster.nginx.url, user.token, `party ${n}`));
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
        if (answer === '200') made.set(user, (made.get(user) ?? 0) + 1);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  });
  for (const node of [first!, second!, first!]) {
    expect(await node.drain()).toBe(0);
    await node.start();
  }
  done = true;
  await Promise.all(working);
  expect([...answers.keys()]).toEqual(['200']);
  expect(answers.get('200')).toBeGreaterThan(100);
  for (const [user, count] of made) {
    const { ok, ...list } = await user.api('listParties');
    expect(ok).toBe(true);
    expect((list as unknown as { value: { parties: unknown[] } }).value.parties).toHaveLength(count);
  }
});
