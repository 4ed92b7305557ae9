import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { type ComposeReader, findComposeReader } from './compose.ts';
import { HARDENED } from './container.ts';

interface Service {
  image: string;
  command: string[] | null;
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  volumes?: { type: string; source: string; target: string; read_only?: boolean }[];
  stop_grace_period?: string;
  init?: boolean;
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  security_opt?: string[];
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const SETTINGS = { PUBLIC_URL: 'https://party.example.org', JWT_SECRET: 'of-a-test-and-nothing-else-0123456789' };

describe('deploy/docker-compose.yml, as Docker Compose reads it', () => {
  let compose: ComposeReader;
  let services: Record<string, Service>;
  const read = async (settings: Record<string, string>, profiles?: readonly string[]) => {
    const { code, stdout, stderr } = await compose.read(settings, profiles);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return (JSON.parse(stdout) as { services: Record<string, Service> }).services;
  };
  const service = (name: string): Service => {
    const found = services[name];
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };
  beforeAll(async () => {
    compose = await findComposeReader();
    console.log(`read by: ${compose.by}`);
    services = await read(SETTINGS);
  }, 11 * 60_000);

  it('starts two nodes, nginx, MongoDB and Redis, and tools only when asked', async () => {
    expect(Object.keys(services).toSorted()).toEqual(['mongo', 'nginx', 'node1', 'node2', 'redis']);
    expect(Object.keys(await read(SETTINGS, ['tools']))).toContain('database-tools');
    expect(service('node2')).toEqual(service('node1'));
    // Or its watchdog could not end a server that hangs.
    expect(service('node1').init).toBe(true);
  });

  it.each(['PUBLIC_URL', 'JWT_SECRET'])('names %s when it is missing', async (name) => {
    const { code, stderr } = await compose.read({ ...SETTINGS, [name]: '' });
    expect(code).not.toBe(0);
    expect(stderr).toContain(`set ${name} in deploy/.env`);
  });

  /** What a node reads: the image's settings and the file's. */
  const configOf = async (node: Service | undefined) => {
    const dockerfile = await readFile(path.join(ROOT, 'deploy/Dockerfile'), 'utf8');
    const [line] = /^ENV .*$/m.exec(dockerfile) ?? [''];
    const ofImage = Object.fromEntries([...line.matchAll(/([A-Z_]+)=(\S+)/g)].map((match) => [match[1], match[2]]));
    return readConfig({ ...ofImage, ...node?.environment });
  };

  it('gives nodes settings that the server takes, with nothing but the two that must be set', async () => {
    expect(await configOf(service('node1'))).toMatchObject({
      NODE_ENV: 'production',
      PORT: 3000,
      ...SETTINGS,
      // The nginx in front, and nobody else.
      TRUST_PROXY: 1,
      LOG_LEVEL: 'info',
      CORS_ORIGINS: [],
      API_LIMIT_PER_15_MIN: 100,
      ADDRESS_LIMIT_FACTOR: 1,
    });
  });

  it('passes on what else an operator sets', async () => {
    const more = {
      METRICS_TOKEN: '0123456789abcdef',
      EXTENSION_URL: 'https://store.example.org/watchparty',
      LOG_LEVEL: 'debug',
      CORS_ORIGINS: 'https://other.example.org',
      API_LIMIT_PER_15_MIN: '400',
      ADDRESS_LIMIT_FACTOR: '20',
    };
    expect(await configOf((await read({ ...SETTINGS, ...more })).node2)).toMatchObject({
      ...more,
      CORS_ORIGINS: ['https://other.example.org'],
      API_LIMIT_PER_15_MIN: 400,
      ADDRESS_LIMIT_FACTOR: 20,
    });
  });

  it('leads each to the others by the names they have', async () => {
    const { MONGODB_URI = '', REDIS_URL = '', PORT } = service('node1').environment ?? {};
    const mongo = new URL(MONGODB_URI);
    expect([mongo.host, new URL(REDIS_URL).host]).toEqual(['mongo:27017', 'redis:6379']);
    expect(service('mongo').command).toContain(mongo.searchParams.get('replicaSet'));
    const conf = await readFile(path.join(ROOT, 'deploy/nginx.conf'), 'utf8');
    const nodes = [...conf.matchAll(/^\s*server (\S+) max_fails=0;$/gm)].map((match) => match[1]);
    expect(nodes).toEqual([`node1:${PORT}`, `node2:${PORT}`]);
    const tools = (await read(SETTINGS, ['tools']))['database-tools'];
    expect(tools?.environment?.MONGODB_URI).toBe(MONGODB_URI);
    expect(tools?.image).toBe(service('mongo').image);
  });

  it('waits for the health of what has a check', () => {
    for (const [name, { depends_on = {} }] of Object.entries(services))
      for (const [other, { condition }] of Object.entries(depends_on)) {
        expect(services, `${name} waits for ${other}`).toHaveProperty(other);
        if (condition === 'service_healthy') expect(service(other).healthcheck?.test.length).toBeGreaterThan(1);
      }
    expect(Object.keys(service('node1').depends_on ?? {}).toSorted()).toEqual(['mongo', 'redis']);
  });

  it('lends files that are there, and those that an operator puts there', async () => {
    const all = Object.values(await read(SETTINGS, ['tools'])).flatMap(({ volumes = [] }) => volumes);
    const lent = all.filter(({ type }) => type === 'bind').map(({ source }) => source);
    const own = ['deploy/tls', 'deploy/backups'].map((folder) => path.join(ROOT, folder));
    expect(lent.length).toBeGreaterThan(4);
    expect(lent.filter((file) => !existsSync(file) && !own.includes(file))).toEqual([]);
  });

  it('hardens nodes as image.test.ts runs them, and leaves a stop its time', () => {
    const { tmpfs = [], cap_drop = [], security_opt = [], ...node } = service('node1');
    const flags = [
      ...(node.read_only ? ['--read-only'] : []),
      ...tmpfs.flatMap((one) => ['--tmpfs', one]),
      ...cap_drop.flatMap((one) => ['--cap-drop', one]),
      ...security_opt.flatMap((one) => ['--security-opt', one.replace(':true', '')]),
    ];
    expect(flags).toEqual([...HARDENED]);
    expect(node.stop_grace_period).toBe('15s');
  });
});
