import type { Cluster, ClusterNode } from '../support/cluster.ts';
import type { DelayProxy } from '../support/delay-proxy.ts';
import { until } from '../support/poll.ts';

/** What is done to the cluster in a round. */
export const BLOWS = ['kill-node', 'kill-redis', 'kill-database', 'drain-node', 'stall'] as const;
export type Blow = (typeof BLOWS)[number];

const STALL_MS = 5_000;
/** Longer than the quick tries of everybody who needs it. */
const AWAY_MS = 2_000;

export interface Battlefield {
  cluster: Cluster;
  /** Each carries its share of the members. */
  proxies: readonly DelayProxy[];
  random(): number;
  /** How long what was killed stays away, ms; absent: two seconds. */
  awayMs?: number | undefined;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** R2: each node says by itself, on `/readyz`, that a part is away, and that it is back. */
async function allSay(cluster: Cluster, status: 'ok' | 'degraded'): Promise<void> {
  const says = async (node: ClusterNode) => {
    const answer = (await (await fetch(`${node.url}/readyz`)).json()) as { status: string };
    return answer.status === status;
  };
  await until(
    async () => (await Promise.all(cluster.nodes.map(says))).every(Boolean),
    `/readyz says ${status}`,
    10_000,
  );
}

/** Strikes, and resolves when everything that was hit is up again (a stall: is over). */
export async function strike(blow: Blow, { cluster, proxies, random, awayMs = AWAY_MS }: Battlefield): Promise<string> {
  const oneOf = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  // All may sit at one node after a blow to the other: a node without anybody would be no blow.
  const counts = await Promise.all(cluster.nodes.map((node) => node.metric('watchparty_members_connected')));
  const node: ClusterNode = oneOf(cluster.nodes.filter((_, n) => counts[n]! > 0));
  switch (blow) {
    case 'kill-node':
      await node.kill();
      await pause(awayMs);
      await node.start();
      return node.name;
    case 'drain-node': {
      const code = await node.drain();
      if (code !== 0) throw new Error(`${node.name} was asked to stop and ended with ${code}`);
      await node.start();
      return node.name;
    }
    case 'kill-redis':
      await cluster.redis.kill();
      await allSay(cluster, 'degraded');
      await pause(awayMs);
      await cluster.redis.restart();
      await allSay(cluster, 'ok');
      return 'redis';
    case 'kill-database':
      await cluster.mongo.kill();
      await allSay(cluster, 'degraded');
      await pause(awayMs);
      await cluster.mongo.restart();
      await allSay(cluster, 'ok');
      return cluster.mongo.kind;
    case 'stall': {
      const proxy = oneOf(proxies);
      proxy.stall(STALL_MS);
      await pause(STALL_MS);
      return `line ${proxies.indexOf(proxy) + 1} of ${proxies.length}`;
    }
  }
}
