import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { gather } from '../chaos/crowd.ts';
import { beginRound, noFindings, settleAll, whileAllAct } from '../chaos/settle.ts';
import { seededRandom, startDelayProxy } from '../support/delay-proxy.ts';
import { until } from '../support/poll.ts';
import { expect, seated, test } from './fixtures.ts';

const MEMBERS = 20;
const PARTIES = 4;
const SEED = 1;
/** R1. */
const RECONNECT_MAX_MS = 5_000;
const LINK = { upMs: 2, downMs: 2, jitterMs: 0 };

test('[R6] a rolling restart of all nodes under a crowd of commands and words: none is lost, doubled or out of order', async ({
  cluster,
}) => {
  const store = await openMongoStore({ uri: cluster.mongo.uri });
  const line = await startDelayProxy({ targetPort: cluster.nginx.port, link: LINK, seed: SEED });
  const size = { members: MEMBERS, parties: PARTIES, seed: SEED };
  const parties = await gather({ cluster, store, proxies: [line] }, size);
  const everybody = parties.flatMap((party) => party.members);
  const random = seededRandom(SEED);
  const pace = (first: boolean) => (first ? 0 : 500 + random() * 500);
  try {
    for (const count of await seated(cluster)) expect(count).toBeGreaterThan(0);
    for (const node of cluster.nodes) {
      // Judged after each: what the database remembers of the commands is soon too little for all of them.
      const before = beginRound(everybody);
      await whileAllAct(everybody, pace, async () => {
        expect(await node.drain()).toBe(0);
        await node.start();
        const sofar = everybody.map((member) => member.acknowledged.length);
        const heard = () => everybody.every((member, i) => member.acknowledged.length > sofar[i]!);
        await until(heard, 'a command of everybody was acknowledged since', 30_000);
      });
      expect(await settleAll(parties, store, before), `after ${node.name}`).toEqual(noFindings());
      // Whoever was at a node that went came back at once, also when it was the turn of the node restarted before.
      const back = everybody.flatMap((member) => member.reconnects);
      expect(back.length).toBeGreaterThan(0);
      expect(Math.max(...back)).toBeLessThan(RECONNECT_MAX_MS);
    }
  } finally {
    for (const member of everybody) member.close();
    await line.close();
    await store.close();
  }
});
