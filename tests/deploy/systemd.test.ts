import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestUser, value } from '../support/client.ts';
import { makeInstallation } from '../support/installation.ts';
import { until } from '../support/poll.ts';
import { freePort } from '../support/process.ts';
import { command } from './command.ts';
import { findGround, type Ground } from './image.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const UNIT = path.join(ROOT, 'deploy/watchparty.service');
/** After it main.ts ends by force, with 1. */
const STOP_MAX_MS = 9_500;

it('systemd finds nothing to say about the unit', async () => {
  expect(await command('systemd-analyze', ['verify', UNIT])).toEqual({ code: 0, stdout: '', stderr: '' });
});

/**
 * A Debian with systemd and what an operator does by the unit's first lines: settings for root alone, and a user. The server in
 * /opt/watchparty is this repository.
 */
const MACHINE = `ARG BASE
FROM \${BASE}
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends systemd
RUN ln -s /usr/local/bin/node /usr/bin/node && useradd --system watchparty
COPY watchparty.service /etc/systemd/system/watchparty.service
COPY watchparty.env /etc/watchparty.env
RUN chmod 600 /etc/watchparty.env && systemctl enable watchparty
STOPSIGNAL SIGRTMIN+3
CMD ["/lib/systemd/systemd"]
`;

describe('deploy/watchparty.service under systemd', () => {
  const name = `watchparty-systemd-${randomUUID().slice(0, 8)}`;
  const machine = 'localhost/watchparty-systemd:latest';
  let ground: Ground;
  let url: string;
  const inside = async (...words: string[]) => (await ground.engine.call(['exec', name, ...words])).stdout.trim();
  const shown = async (field: string) => inside('systemctl', 'show', '-P', field, 'watchparty');
  const serves = (what: string) =>
    until(async () => (await fetch(`${url}/readyz`)).ok, what, 60_000).catch(async (error) => {
      const said = await inside('journalctl', '--no-pager', '-n', '60');
      throw new Error(`${String(error)}\n${await inside('systemctl', 'status', 'watchparty')}\n${said}`);
    });

  beforeAll(async () => {
    ground = await findGround();
    const { engine, base } = ground;
    expect(engine.name, 'only Podman starts systemd without being told how').toBe('podman');
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'watchparty-systemd-'));
    const installation = await makeInstallation();
    try {
      await writeFile(path.join(scratch, 'Dockerfile'), MACHINE);
      await cp(UNIT, path.join(scratch, 'watchparty.service'));
      const settings = await installation.settings({ JWT_SECRET: 'of-a-test-and-nothing-else-0123456789' });
      await cp(settings, path.join(scratch, 'watchparty.env'));
      const flags = [
        '--layers=false',
        '--network',
        'host',
        '--format',
        'docker',
        ...engine.limits,
        '--build-arg',
        `BASE=${base}`,
      ];
      await engine.output(['build', '--no-cache', ...flags, '-t', machine, scratch], { timeoutMs: 10 * 60_000 });
    } finally {
      await installation.remove();
      await rm(scratch, { recursive: true, force: true });
    }
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    // The unit's walls are mounts, which systemd may only make with this right; its children lose it.
    const rights = ['--systemd', 'always', '--cap-add', 'SYS_ADMIN'];
    const place = ['--name', name, '-p', `127.0.0.1:${port}:3000`, '-v', `${ROOT}:/opt/watchparty:ro`];
    await engine.output(['run', '-d', ...rights, ...engine.limits, ...place, machine]);
    await serves('the server serves');
  }, 45 * 60_000);
  afterAll(async () => {
    await ground?.engine.call(['rm', '-f', '-v', name]);
    await ground?.engine.call(['image', 'rm', '-f', machine]);
  }, 120_000);

  it('runs as its user, who may write nothing but the data', async () => {
    const pid = await shown('MainPID');
    const status = await inside('cat', `/proc/${pid}/status`);
    const user = await inside('id', '-u', 'watchparty');
    expect(status).toMatch(new RegExp(`^Uid:\\s+${user}\\s`, 'm'));
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
    expect(await inside('stat', '-c', '%U %a', '/var/lib/watchparty')).toBe('watchparty 700');
    const mounts = (await inside('cat', `/proc/${pid}/mountinfo`)).split('\n').map((line) => line.split(' '));
    const rights = (place: string) => mounts.findLast((mount) => mount[4] === place)?.[5]?.split(',')[0];
    expect(rights('/')).toBe('ro');
    expect(rights('/var/lib/watchparty')).toBe('rw');
    // Its folders say so too: nothing else was made.
    expect(await inside('stat', '-c', '%U %a', '/var/lib/watchparty/users.db')).toBe('watchparty 600');
  });

  it('[R6] comes back when it dies, with all it had, and ends clean', async () => {
    const host = await TestUser.guest(url, 'Ann');
    const { partyCode } = await host.create();
    await inside('systemctl', 'kill', '-s', 'KILL', '--kill-who', 'main', 'watchparty');
    await until(async () => (await shown('NRestarts')) === '1', 'systemd has started it again');
    await serves('it serves again');
    const back = new TestUser(url, host.token, host.id, host.name);
    expect(value(await back.api('getParty', { code: partyCode })).party.status).toBe('live');
    await back.join(partyCode);

    const begun = performance.now();
    await inside('systemctl', 'stop', 'watchparty');
    expect(performance.now() - begun).toBeLessThan(STOP_MAX_MS);
    expect([await shown('Result'), await shown('ExecMainStatus'), await shown('ActiveState')]).toEqual([
      'success',
      '0',
      'inactive',
    ]);
    expect(back.socket.all('server-draining')).toHaveLength(1);
    expect(await inside('ls', '/var/lib/watchparty')).not.toContain('server.lock');
  });
});
