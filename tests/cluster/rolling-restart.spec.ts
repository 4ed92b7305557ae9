import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { allIn, type ChaosParty, gather } from '../chaos/crowd.ts';
import { judge, noFaults } from '../chaos/verdict.ts';
import { startDelayProxy } from '../support/delay-proxy.ts';
import { until } from '../support/poll.ts';
import { expect, seated, test } from './fixtures.ts';

const MEMBERS = 20;
const PARTIES = 4;
/** R1. */
const RECONNECT_MAX_MS = 5_000;
const LINK = { upMs: 2, downMs: 2, jitterMs: 0 };

test('[R6] a rolling restart of all nodes under a crowd of commands: none is lost, doubled or out of order', async ({
  cluster,
}) => {
  const store = await openMongoStore({ uri: cluster.mongo.uri });
  const line = await startDelayProxy({ targetPort: cluster.nginx.port, link: LINK, seed: 1 });
  const parties = await gather({ cluster, store, proxies: [line] }, { members: MEMBERS, parties: PARTIES });
  const everybody = parties.flatMap((party) => party.members);
  const faultsOf = async ({ id, members }: ChaosParty) => {
    const [record, server] = await Promise.all([store.parties.byId(id), members[0]!.ask()]);
    return judge(
      record!,
      server,
      members.map((one) => ({
        memberId: one.id,
        acknowledged: one.acknowledged,
        heard: one.heard,
        held: one.party?.timeline ?? null,
      })),
    );
  };
  try {
    for (const count of await seated(cluster)) expect(count).toBeGreaterThan(0);
    let silent = false;
    const talking = everybody.map(async (member) => {
      while (!silent) {
        await member.sendNext();
        await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 500));
      }
    });
    for (const node of cluster.nodes) {
      const before = everybody.map((member) => member.acknowledged.length);
      expect(await node.drain()).toBe(0);
      await node.start();
      const heard = () => everybody.every((member, i) => member.acknowledged.length > before[i]!);
      await until(heard, 'a command of everybody was acknowledged since', 30_000);
    }
    silent = true;
    await Promise.all(talking);
    // Whoever was at a node that went came back at once, also when it was the turn of the node restarted before.
    expect(Math.max(...everybody.flatMap((member) => member.reconnects))).toBeLessThan(RECONNECT_MAX_MS);
    await allIn(parties);
    for (const party of parties) await expect.poll(() => faultsOf(party), { intervals: [700] }).toEqual(noFaults());
  } finally {
    for (const member of everybody) member.close();
    await line.close();
    await store.close();
  }
});
