import { type MongoServer, startMongo } from './mongo.ts';
import { type Nginx, startNginx } from './nginx.ts';
import { until } from './poll.ts';
import { freePort } from './process.ts';
import { type RedisServer, startRedis } from './redis.ts';
import { type ServerProcess, spawnServer } from './server-process.ts';

const METRICS_TOKEN = 'the-metrics-token-of-the-cluster';

/** All of its parts answer. */
const isReady = async (url: string): Promise<boolean> =>
  ((await (await fetch(`${url}/readyz`)).json()) as { status: string }).status === 'ok';
export const CLUSTER_SECRET = 'the-same-secret-on-every-node-of-the-cluster';

/** One server process on a port that it keeps over restarts, as behind a proxy. */
export interface ClusterNode {
  readonly name: string;
  readonly port: number;
  readonly url: string;
  isUp(): boolean;
  /** kill -9, and wait until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM. @returns exit code */
  drain(): Promise<number | null>;
  /** Starts it again and waits until `/readyz` says ok. */
  start(): Promise<void>;
  /** One line of `/metrics`, e.g. `watchparty_members_connected`. @throws while it is down */
  metric(line: string): Promise<number>;
}

export interface Cluster {
  nodes: readonly ClusterNode[];
  redis: RedisServer;
  mongo: MongoServer;
  nginx: Nginx;
  close(): Promise<void>;
}

async function makeNode(name: string, env: Record<string, string>): Promise<ClusterNode> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let running: ServerProcess | null = null;
  const end = async (signal: NodeJS.Signals) => {
    const code = (await running?.kill(signal)) ?? null;
    running = null;
    return code;
  };
  return {
    name,
    port,
    url,
    isUp: () => running !== null && running.child.exitCode === null && running.child.signalCode === null,
    kill: async () => void (await end('SIGKILL')),
    drain: () => end('SIGTERM'),
    async start() {
      running = await spawnServer({ ...env, PORT: String(port) });
      await until(async () => isReady(url), `${name} is ready`, 30_000);
    },
    async metric(line) {
      const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
      const found = (await response.text()).split('\n').find((one) => one.startsWith(`${line} `));
      if (found === undefined) throw new Error(`${name} has no metric ${line}`);
      return Number(found.slice(line.length + 1));
    },
  };
}

/**
 * What an operator runs: nginx with TLS in front of server processes that share a Redis and a database. All real, on free
 * ports of the loopback.
 * @throws if one of them can't be had here
 */
export async function startCluster({ nodes: count = 2, env = {} as Record<string, string> } = {}): Promise<Cluster> {
  const [redis, mongo] = await Promise.all([startRedis(), startMongo()]);
  if (!redis || !mongo) throw new Error('no redis-server, or no server with MongoDB’s protocol: npm run prerequisites');
  const common = {
    MONGODB_URI: mongo.uri,
    REDIS_URL: redis.url,
    JWT_SECRET: CLUSTER_SECRET,
    METRICS_TOKEN,
    TRUST_PROXY: '1',
    ...env,
  };
  const nodes = await Promise.all(Array.from({ length: count }, (_, n) => makeNode(`node${n + 1}`, common)));
  await Promise.all(nodes.map((node) => node.start()));
  const nginx = await startNginx(nodes.map((node) => node.port));
  return {
    nodes,
    redis,
    mongo,
    nginx,
    async close() {
      await nginx.close();
      await Promise.all(nodes.map((node) => (node.isUp() ? node.kill() : null)));
      await redis.close();
      await mongo.close();
    },
  };
}
