import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILT_SERVER } from '../../../scripts/build-server.ts';
import { SETTING_NAMES } from '../../../server/config.ts';
import { DRAIN_MS } from '../../../server/drain.ts';
import { CLOSE_FOLD_MS } from '../../../server/store/embedded/embedded-parties.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const known = (names: string[], atLeast: number) => {
  expect(names.length).toBeGreaterThanOrEqual(atLeast);
  expect(names.filter((name) => !SETTING_NAMES.includes(name))).toEqual([]);
};

describe('settings named in files exist, and none is forgotten', () => {
  it('.env.example has all of them', () => {
    expect(all(read('.env.example'), /^([A-Z][A-Z0-9_]+)=/gm).toSorted()).toEqual([...SETTING_NAMES].toSorted());
  });
  it('Dockerfile', () => {
    const names = all(read('deploy/Dockerfile'), /^ENV (.*)$/gm).flatMap((line) => all(line, /([A-Z_]+)=/g));
    known(names, 3);
  });
  it('docker-compose.yml: what the nodes get, and what it asks of deploy/.env', () => {
    const text = read('deploy/docker-compose.yml');
    known(all(text, /^ {4}([A-Z][A-Z0-9_]+):/gm), 8);
    known(all(text, /\$\{([A-Z0-9_]+)/g), 7);
    expect(text).toContain('--maxmemory-policy, noeviction');
  });
  it('with Docker each setting of the server can be made: by the image, by the compose file, or through it', () => {
    const ofImage = all(/^ENV .*$/m.exec(read('deploy/Dockerfile'))?.[0] ?? '', /([A-Z_]+)=/g);
    const ofCompose = all(read('deploy/docker-compose.yml'), /^ {4}([A-Z][A-Z0-9_]+):/gm);
    // A container listens on all the addresses it has.
    expect([...new Set([...ofImage, ...ofCompose, 'HOST'])].toSorted()).toEqual([...SETTING_NAMES].toSorted());
  });
  it('docs/operating.md', () => {
    const named = all(read('docs/operating.md'), /`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g);
    known(named, 12);
  });
  it('systemd, pm2 and scripts', () => {
    const [start = ''] = all(read('deploy/watchparty.service'), /^ExecStart=(.*)$/gm);
    known(all(start, /(?<= )([A-Z_]+)=/g), 2);
    known(all(read('deploy/ecosystem.config.cjs'), /env: \{ ([A-Z_]+):/g), 1);
    known(all(read('deploy/backup-mongo.sh'), /\$\{([A-Z_]+):\?/g), 1);
    known(all(read('deploy/restore-mongo.sh'), /\$\{([A-Z_]+):\?/g), 1);
  });
});

describe('paths named in files exist', () => {
  it.each([
    ['deploy/Dockerfile', ['scripts/build-server.ts', 'package-lock.json', 'tsconfig.json', 'shared', 'server']],
    ['deploy/docker-compose.yml', ['deploy/Dockerfile']],
  ])('%s', (file, named) => {
    for (const name of named) {
      expect(read(file)).toContain(name);
      expect(existsSync(path.join(ROOT, name)), name).toBe(true);
    }
  });
  it.each(['deploy/Dockerfile', 'deploy/watchparty.service', 'deploy/ecosystem.config.cjs'])(
    '%s starts what the build makes',
    (file) => expect(read(file)).toContain(path.relative(ROOT, BUILT_SERVER)),
  );
  it('a container is started so that a server that hangs can be ended: not as process 1', () => {
    expect(read('deploy/docker-compose.yml')).toMatch(/^ {2}init: true$/m);
    expect(read('docs/operating.md')).toMatch(/docker run -d --init /);
  });
  it('the image has all that it copies', () => {
    const copied = all(read('deploy/Dockerfile'), /^COPY (?!--from)(.*) \S+$/gm).flatMap((line) => line.split(' '));
    const sent = all(read('deploy/Dockerfile.dockerignore'), /^!(.+)$/gm);
    expect(copied.length).toBeGreaterThan(4);
    for (const name of copied) {
      expect(existsSync(path.join(ROOT, name)), name).toBe(true);
      expect(sent, 'the context leaves it out').toContain(name);
    }
  });
  it('docs/operating.md: files, settings, metrics', () => {
    const text = read('docs/operating.md');
    for (const name of all(text, /(deploy\/[\w.-]+\.(?:sh|yml|conf|cjs|service))/g)) {
      expect(existsSync(path.join(ROOT, name)), name).toBe(true);
    }
    for (const link of all(text, /\]\(([^)]+)\)/g)) expect(existsSync(path.join(ROOT, 'docs', link)), link).toBe(true);
    const metrics = all(text, /`(watchparty_[a-z_]+)/g);
    expect(metrics.length).toBeGreaterThan(4);
    for (const name of metrics) expect(read('server/metrics.ts')).toContain(`'${name}'`);
  });
  it('scripts can be run', () => {
    for (const name of ['backup-files', 'restore-files', 'backup-mongo', 'restore-mongo']) {
      expect(statSync(path.join(ROOT, `deploy/${name}.sh`)).mode & 0o100, name).not.toBe(0);
    }
  });
  it('nobody is short of descriptors for the connections that nginx and the nodes may have', () => {
    const conf = read('deploy/nginx.conf');
    const number = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1]);
    const connections = number(conf, /worker_connections (\d+);/);
    const descriptors = number(conf, /worker_rlimit_nofile (\d+);/);
    expect(descriptors).toBeGreaterThanOrEqual(connections + 1_000);
    const limits = all(read('deploy/docker-compose.yml'), /ulimits: \{ nofile: (\d+) \}/g).map(Number);
    expect(limits).toHaveLength(2);
    for (const limit of limits) expect(limit).toBeGreaterThan(descriptors);
    expect(number(read('deploy/watchparty.service'), /LimitNOFILE=(\d+)/)).toBeGreaterThan(descriptors);
  });
  it('[R6] the steps of a stop end before it is ended by force', () => {
    const takesMs = Number(/STOP_MAX_MS = ([\d_]+)/.exec(read('server/main.ts'))?.[1]?.replace('_', ''));
    const steps = [...Object.values(DRAIN_MS), CLOSE_FOLD_MS];
    expect(steps.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(takesMs - 500);
  });
  it('[R6] supervisors wait longer than a stop takes', () => {
    const takesMs = Number(/STOP_MAX_MS = ([\d_]+)/.exec(read('server/main.ts'))?.[1]?.replace('_', ''));
    const waits = [
      [read('deploy/docker-compose.yml'), /stop_grace_period: (\d+)s/, 1000],
      [read('deploy/watchparty.service'), /TimeoutStopSec=(\d+)/, 1000],
      [read('deploy/ecosystem.config.cjs'), /kill_timeout: ([\d_]+)/, 1],
    ] as const;
    for (const [text, pattern, unit] of waits) {
      expect(Number(pattern.exec(text)?.[1]?.replace('_', '')) * unit).toBeGreaterThan(takesMs);
    }
  });
});
