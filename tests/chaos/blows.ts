import type { Cluster, ClusterNode } from '../support/cluster.ts';
import type { DelayProxy } from '../support/delay-proxy.ts';

/** What is done to the cluster in a round. */
export const BLOWS = ['kill-node', 'kill-redis', 'kill-database', 'drain-node', 'stall'] as const;
export type Blow = (typeof BLOWS)[number];

const STALL_MS = 5_000;
/** What was killed stays away this long: longer than the quick tries of everybody who needs it. */
const AWAY_MS = 2_000;

export interface Battlefield {
  cluster: Cluster;
  /** Each carries its share of the members. */
  proxies: readonly DelayProxy[];
  random(): number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Strikes, and resolves when everything that was hit is up again (a stall: is over). */
export async function strike(blow: Blow, { cluster, proxies, random }: Battlefield): Promise<string> {
  const oneOf = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  // All may sit at one node after a blow to the other: a node without anybody would be no blow.
  const counts = await Promise.all(cluster.nodes.map((node) => node.metric('watchparty_members_connected')));
  const node: ClusterNode = oneOf(cluster.nodes.filter((_, n) => counts[n]! > 0));
  switch (blow) {
    case 'kill-node':
      await node.kill();
      await pause(AWAY_MS);
      await node.start();
      return node.name;
    case 'drain-node':
      await node.drain();
      await node.start();
      return node.name;
    case 'kill-redis':
      await cluster.redis.kill();
      await pause(AWAY_MS);
      await cluster.redis.restart();
      return 'redis';
    case 'kill-database':
      await cluster.mongo.kill();
      await pause(AWAY_MS);
      await cluster.mongo.restart();
      return cluster.mongo.kind;
    case 'stall': {
      const proxy = oneOf(proxies);
      proxy.stall(STALL_MS);
      await pause(STALL_MS);
      return `line ${proxies.indexOf(proxy) + 1} of ${proxies.length}`;
    }
  }
}
