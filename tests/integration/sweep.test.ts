import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { until } from '../support/poll.ts';
import { someParty, someUser } from '../support/records.ts';
import { scratchDir, startServer } from '../support/server.ts';

const DAY_MS = 86_400_000;

/** What it takes and leaves: tests/contract/describe-sweep.ts, on every store. Here: that a server that runs does it. */
it('a server sweeps by itself soon after its start', async () => {
  const dir = await scratchDir();
  const store = await openEmbeddedStore(dir);
  const ago = (days: number) => Date.now() - days * DAY_MS;
  await store.parties.insert(someParty({ id: 'idle', lastActiveAt: ago(3) }));
  await store.parties.insert(someParty({ id: 'over', lastActiveAt: ago(40), endedAt: ago(31) }));
  await store.users.insert(someUser({ id: 'guest', guest: true, lastSeenAt: ago(9) }));
  const server = await startServer({ store, dataDir: dir });
  try {
    const guestGone = async () => (await store.users.byId('guest')) === null;
    await until(guestGone, 'the guest is gone, which comes last', 20_000);
    expect((await store.parties.byId('idle'))?.endedAt).toBeGreaterThan(ago(1));
    expect(await store.parties.byId('over')).toBeNull();
  } finally {
    await server.close();
    await rm(dir, { recursive: true, force: true });
  }
});
