import type { Cluster, ClusterNode } from '../support/cluster.ts';
import type { DelayProxy } from '../support/delay-proxy.ts';
import { until } from '../support/poll.ts';

/** What is done to the cluster in a round. */
export const BLOWS = ['kill-node', 'kill-redis', 'kill-database', 'drain-node', 'stall', 'kill-and-drain'] as const;
export type Blow = (typeof BLOWS)[number];

/** Of these somebody must be left. */
export const NODES_FOR: Partial<Record<Blow, number>> = { 'kill-and-drain': 3 };

const STALL_MS = 5_000;
/** Longer than the quick tries of everybody who needs it. */
const AWAY_MS = 2_000;
/** A drained node itself asks for nearly three seconds of patience. */
const MOVE_MS = 20_000;

export interface Battlefield {
  cluster: Cluster;
  /** Each carries its share of the members. */
  proxies: readonly DelayProxy[];
  random(): number;
  /** How long what was killed stays away, ms; absent: two seconds. */
  awayMs?: number | undefined;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Members that sit at each of these nodes, all of which must be up. */
export const seatedAt = (nodes: readonly ClusterNode[]): Promise<number[]> =>
  Promise.all(nodes.map((node) => node.metric('watchparty_members_connected')));

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
export async function strike(blow: Blow, field: Battlefield): Promise<string> {
  const { cluster, proxies, random, awayMs = AWAY_MS } = field;
  const oneOf = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  // All may sit at one node after a blow to the other: a node without anybody would be no blow.
  const counts = await seatedAt(cluster.nodes);
  const node: ClusterNode = oneOf(cluster.nodes.filter((_, n) => counts[n]! > 0));
  switch (blow) {
    case 'kill-node':
      await node.kill();
      await pause(awayMs);
      await node.start();
      return node.name;
    case 'drain-node':
      await drain(node);
      await node.start();
      return node.name;
    case 'kill-and-drain': {
      // One where somebody sits, if there is another such one.
      const others = cluster.nodes.filter((one) => one !== node);
      const peopled = others.filter((one) => counts[cluster.nodes.indexOf(one)]! > 0);
      return killAndDrain(field, node, oneOf(peopled.length > 0 ? peopled : others));
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

/** R6. @throws if it does not end well */
async function drain(node: ClusterNode): Promise<void> {
  const code = await node.drain();
  if (code !== 0) throw new Error(`${node.name} was asked to stop and ended with ${code}`);
}

/** Two at once: whoever is left carries everybody, and nginx must find them past the other two. */
async function killAndDrain({ cluster }: Battlefield, killed: ClusterNode, drained: ClusterNode): Promise<string> {
  const everybody = (await seatedAt(cluster.nodes)).reduce((sum, count) => sum + count, 0);
  const left = cluster.nodes.filter((node) => node !== killed && node !== drained);
  await Promise.all([killed.kill(), drain(drained)]);
  await until(
    async () => (await seatedAt(left)).reduce((sum, count) => sum + count, 0) >= everybody,
    `all ${everybody} sit at ${left.map((node) => node.name)}`,
    MOVE_MS,
  );
  await Promise.all([killed.start(), drained.start()]);
  return `${killed.name} killed, ${drained.name} drained`;
}
