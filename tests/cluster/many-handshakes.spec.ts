import { Agent, request } from 'node:https';
import { startNginx } from '../support/nginx.ts';
import { expect, test } from './fixtures.ts';

/** As in deploy/nginx.conf. */
const BURST = 500;

test('[P5] nginx lets an address knock so often, and then says 429 without asking a node', async ({ cluster }) => {
  // One of its own: what is counted here must not be missing in the other tests.
  const nginx = await startNginx(cluster.nodes.map((node) => node.port));
  const agent = new Agent({ keepAlive: true, maxSockets: 16, rejectUnauthorized: false });
  const knock = () =>
    new Promise<number>((resolve, reject) => {
      const asked = request(`${nginx.url}/socket.io/?EIO=4&transport=polling`, { agent }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      asked.on('error', reject).end();
    });
  try {
    // No polling here: a node refuses it, which shows that it was asked.
    const friends = await Promise.all(Array.from({ length: BURST - 50 }, knock));
    expect(new Set(friends)).toEqual(new Set([400]));
    const flood = await Promise.all(Array.from({ length: 2 * BURST }, knock));
    expect(flood.filter((status) => status === 429).length).toBeGreaterThan(BURST);
  } finally {
    agent.destroy();
    await nginx.close();
  }
});
