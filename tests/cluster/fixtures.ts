import { type ChromiumUser, launchChromium } from '../support/chromium.ts';
import { type Cluster, type ClusterNode, startCluster } from '../support/cluster.ts';
import { useServer } from '../support/party-flow.ts';
import { test as base } from '../support/sites-fixture.ts';

interface Fixtures {
  /** A person with a fresh Chromium profile and the built extension, whose server is the nginx of the cluster. */
  chromium: (name: string) => Promise<ChromiumUser>;
}
interface WorkerFixtures {
  cluster: Cluster;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  cluster: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const cluster = await startCluster();
      await use(cluster);
      await cluster.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  chromium: async ({ cluster, sites }, use) => {
    const users: ChromiumUser[] = [];
    await use(async (name) => {
      const user = await launchChromium(name, { hostRules: sites.hostRules });
      users.push(user);
      await useServer(user, cluster.nginx.url);
      return user;
    });
    await Promise.all(users.map((user) => user.close()));
  },
});

export { expect } from '@playwright/test';

/** Members that sit at each node, as the nodes themselves count them; null: that node is down. */
export const seated = (cluster: Cluster): Promise<(number | null)[]> => Promise.all(cluster.nodes.map(membersAt));

const membersAt = (node: ClusterNode): Promise<number | null> =>
  node.isUp() ? node.metric('watchparty_members_connected') : Promise.resolve(null);
