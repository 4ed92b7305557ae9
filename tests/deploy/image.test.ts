import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestUser, value } from '../support/client.ts';
import { startMongo } from '../support/mongo.ts';
import { until } from '../support/poll.ts';
import { startRedis } from '../support/redis.ts';
import { type Container, type ContainerOptions, runOnce, startContainer, WITH_SECRET } from './container.ts';
import { type BuiltImage, buildImage } from './image.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** After it main.ts ends by force, with 1. */
const STOP_MAX_MS = 9_500;
/** What we put on the base: the server is small, its packages are most of it. */
const OUR_LAYERS_MAX_MB = 70;

interface ImageInfo {
  Size: number;
  /** Docker: within `Config`. */
  Healthcheck?: { Test: string[]; Timeout: number };
  HealthCheck?: { Test: string[]; Timeout: number };
  Config: { User: string; StopSignal: string; Healthcheck?: { Test: string[]; Timeout: number } };
}

describe('deploy/Dockerfile, built and run', () => {
  let image: BuiltImage;
  let server: Container;
  const volumes: string[] = [];
  const containers: Container[] = [];
  const newVolume = () => {
    const name = `watchparty-test-${randomUUID().slice(0, 8)}`;
    volumes.push(name);
    return name;
  };
  const start = async (volume: string, options: Omit<ContainerOptions, 'volume'> = {}) => {
    const container = await startContainer(image, { volume, ...options });
    containers.push(container);
    return container;
  };
  const info = async (name: string): Promise<ImageInfo> =>
    JSON.parse(await image.engine.output(['image', 'inspect', name]))[0];

  beforeAll(async () => {
    image = await buildImage();
    server = await start(newVolume());
  }, 45 * 60_000);
  afterAll(async () => {
    for (const container of containers) await container.remove();
    for (const volume of volumes) await image.engine.call(['volume', 'rm', '-f', volume]);
    await image?.remove();
  }, 120_000);

  it('is process 1 of a user who is not root, without any right', async () => {
    const { stdout: status } = await server.exec('cat', '/proc/1/status');
    expect(status).toMatch(/^Name:\s+node$/m);
    expect(status).toMatch(/^Uid:\s+1000\s+1000\s+1000\s+1000$/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
    expect(status).toMatch(/^CapBnd:\s+0+$/m);
    expect((await server.exec('cat', '/proc/1/cmdline')).stdout.split('\0')).toContain('dist/server/main.mjs');
    expect((await info(image.name)).Config).toMatchObject({ User: 'node', StopSignal: 'SIGTERM' });
    // For nobody else on the volume, either.
    expect((await server.exec('stat', '-c', '%a %U', '/data')).stdout.trim()).toBe('700 node');
  });

  describe('the health check', () => {
    let words: string[];
    let timeoutMs: number;
    beforeAll(async () => {
      const { Healthcheck, HealthCheck, Config } = await info(image.name);
      const check = Healthcheck ?? HealthCheck ?? Config.Healthcheck;
      expect(check?.Test[0]).toBe('CMD');
      words = check?.Test.slice(1) ?? [];
      timeoutMs = (check?.Timeout ?? 0) / 1e6;
    });
    const asked = (settings: Record<string, string> = {}) =>
      server.exec('env', ...Object.entries(settings).map(([name, text]) => `${name}=${text}`), ...words);

    it('says 0 of a server that serves, at the address and port it has', async () => {
      expect(await asked()).toMatchObject({ code: 0, stdout: '', stderr: '' });
      expect((await asked({ PORT: '', HOST: '' })).code).toBe(0);
      expect((await asked({ HOST: '127.0.0.2' })).code).toBe(0);
      expect((await asked({ PORT: '3001' })).code).toBe(1);
    });
    it('says 1 where none runs', async () => {
      expect(await runOnce(image, words)).toMatchObject({ code: 1, stdout: '', stderr: '' });
    });
    it('says 1 of one that hangs, before the engine loses patience', async () => {
      await server.signal('STOP');
      try {
        const begun = performance.now();
        expect((await asked()).code).toBe(1);
        expect(performance.now() - begun).toBeLessThan(timeoutMs);
      } finally {
        await server.signal('CONT');
      }
      await until(async () => (await asked()).code === 0, 'it is well again');
    });
  });

  it('[R6] ends clean on SIGTERM, and the next container has what was on the volume', async () => {
    const volume = newVolume();
    const first = await start(volume);
    const host = await TestUser.guest(first.url, 'Ann');
    const { partyCode } = await host.create();
    await host.join(partyCode);
    const { code, tookMs } = await first.stop();
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(STOP_MAX_MS);
    expect(host.socket.all('server-draining')).toHaveLength(1);
    await first.remove();

    const second = await start(volume);
    const back = new TestUser(second.url, host.token, host.id, host.name);
    expect(value(await back.api('getParty', { code: partyCode })).party.status).toBe('live');
    const refused = await runOnce(image, [], [...WITH_SECRET, '-v', `${volume}:/data`]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Another WatchParty server uses') });

    await second.signal('KILL');
    await second.start();
    const again = new TestUser(second.url, host.token, host.id, host.name);
    expect(value(await again.api('getParty', { code: partyCode })).party.status).toBe('live');
  }, 180_000);

  it('is a node of several, as in the compose file: with MongoDB and Redis', async () => {
    const [mongo, redis] = await Promise.all([startMongo(), startRedis()]);
    if (!mongo || !redis)
      throw new Error('no server with MongoDB’s protocol, or no redis-server: npm run prerequisites');
    try {
      console.log(`database: ${mongo.kind}`);
      const shared = { onHost: true, settings: { MONGODB_URI: mongo.uri, REDIS_URL: redis.url } };
      const [one, two] = [await start(newVolume(), shared), await start(newVolume(), shared)];
      const host = await TestUser.guest(one.url, 'Host');
      const { partyCode } = await host.create();
      await host.join(partyCode);
      const friend = await TestUser.guest(two.url, 'Friend');
      await friend.join(partyCode);
      value(await host.command('video-play', 12));
      await friend.socket.hears('video-play');

      expect((await one.stop()).code).toBe(0);
      const moved = new TestUser(two.url, host.token, host.id, host.name);
      await moved.join(partyCode);
      value(await moved.command('video-pause', 13));
      await friend.socket.hears('video-pause');
      expect((await two.stop()).code).toBe(0);
    } finally {
      await Promise.all([mongo.close(), redis.close()]);
    }
  }, 180_000);

  it('backs up and restores its volume by the scripts', async () => {
    const volume = newVolume();
    const place = ['--user', '0', '-v', `${volume}:/data`, '-v', `${path.join(ROOT, 'deploy')}:/deploy:ro`];
    const backups = newVolume();
    const script = (name: string, ...args: string[]) =>
      runOnce(image, ['sh', `/deploy/${name}`, ...args], [...place, '-v', `${backups}:/backups`]);
    const archive = '/backups/a.tar.gz';
    const container = await start(volume);
    const host = await TestUser.guest(container.url, 'Ann');
    const { partyCode } = await host.create();
    expect(await script('backup-files.sh', '/data', archive)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Stop it first'),
    });
    await container.stop();
    expect(await script('backup-files.sh', '/data', archive)).toMatchObject({ code: 0, stderr: '' });

    await container.start();
    value(await host.api('endParty', { code: partyCode }));
    expect((await script('restore-files.sh', archive, '/data')).code).toBe(1);
    await container.stop();
    const restored = await script('restore-files.sh', archive, '/data');
    expect(restored).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('what was there: /data/') });

    await container.start();
    expect(value(await host.api('getParty', { code: partyCode })).party.status).toBe('live');
    await container.stop();
    // Not each restore into all backups after it.
    expect((await script('backup-files.sh', '/data', archive)).code).toBe(0);
    const kept = (await runOnce(image, ['tar', '-tzf', archive], [...place, '-v', `${backups}:/backups`])).stdout;
    expect(kept).toContain('./users.db');
    expect(kept).not.toContain('before-restore');
  }, 180_000);

  it('[A1] has the program that lets sign-ins take only what parties leave of the machine', async () => {
    await TestUser.account(server.url);
    const { stdout } = await server.exec('sh', '-c', 'ls /proc/1/task | xargs -n 1 chrt -p');
    expect(stdout).toContain('SCHED_IDLE');
  });

  it('does not start without a secret, and says so in one line', async () => {
    const { code, stderr } = await runOnce(image, []);
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(/^JWT_SECRET is missing: .*$/);
  });

  it('has what the Dockerfile names and nothing else, and the server can change none of it', async () => {
    const list = async (words: readonly string[], flags: readonly string[] = []) =>
      (await runOnce(image, ['find', ...words], flags)).stdout.split('\n').filter(Boolean).toSorted();
    const built = ['main', 'hash-worker', 'watchdog-worker'].flatMap((name) => [`${name}.mjs`, `${name}.mjs.map`]);
    const named = ['package.json', ...built.map((file) => `dist/server/${file}`)].map((file) => `/app/${file}`);
    expect(await list(['/app', '-path', '/app/node_modules', '-prune', '-o', '-type', 'f', '-print'])).toEqual(
      named.toSorted(),
    );
    expect(await list(['/app', '-not', '-type', 'l', '-writable'])).toEqual([]);
    expect(await list(['/data', '-mindepth', '1'])).toEqual([]);
    // What the build was lent.
    const lent = ['(', '-name', '.npmrc', '-o', '-path', '/run/secrets/*', ')', '-size', '+0'];
    expect(await list(['/root', '/run', '/home', '/app', ...lent], ['--user', '0'])).toEqual([]);
  });

  it('has the packages of production, all of them and no other', async () => {
    type Lock = { packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }> };
    const lock: Lock = JSON.parse(await readFile(path.join(ROOT, 'package-lock.json'), 'utf8'));
    const { stdout } = await runOnce(image, ['cat', '/app/node_modules/.package-lock.json']);
    const installed = Object.keys((JSON.parse(stdout) as Lock).packages);
    expect(installed.filter((name) => lock.packages[name]?.dev !== undefined)).toEqual([]);
    const wanted = Object.entries(lock.packages)
      .filter(([name, { dev, optional, devOptional }]) => name !== '' && !dev && !optional && !devOptional)
      .map(([name]) => name);
    expect(wanted.filter((name) => !installed.includes(name))).toEqual([]);
    expect(installed.filter((name) => !(name in lock.packages))).toEqual([]);
  });

  it('is small: what we put on the base', async () => {
    const [whole, base] = await Promise.all([info(image.name), info(image.base)]);
    const ours = (whole.Size - base.Size) / 1e6;
    const { stdout } = await runOnce(image, ['du', '-sm', '/app/node_modules', '/app/dist']);
    console.log(
      `size: ${(whole.Size / 1e6).toFixed(0)} MB, of them ${ours.toFixed(1)} MB ours\n${stdout.replaceAll('\t', ' MB ')}`,
    );
    expect(ours).toBeGreaterThan(5);
    expect(ours).toBeLessThan(OUR_LAYERS_MAX_MB);
  });
});
