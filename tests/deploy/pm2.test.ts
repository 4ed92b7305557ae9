import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestUser, value } from '../support/client.ts';
import { type Installation, makeInstallation } from '../support/installation.ts';
import { until } from '../support/poll.ts';
import { freePort } from '../support/process.ts';
import { output } from './command.ts';

const CACHE = path.resolve('.cache/pm2');
/** As in ecosystem.config.cjs: after it pm2 kills. */
const KILL_TIMEOUT_MS = 12_000;

interface Listed {
  name: string;
  pid: number;
  pm2_env: { status: string; restart_time: number; exit_code?: number; exec_mode: string };
}

let at: Installation;
let url: string;
/** pm2 as an operator has it, with a home of its own. It hands its environment on, so it gets little. */
const pm2 = (...args: string[]) =>
  output(process.execPath, [path.join(CACHE, 'node_modules/pm2/bin/pm2'), ...args], {
    cwd: at.dir,
    env: {
      PATH: process.env.PATH,
      HOME: at.dir,
      PM2_HOME: path.join(at.dir, '.pm2'),
      PM2_DISABLE_VERSION_CHECK: 'true',
    },
  });
const listed = async (): Promise<Listed> => {
  const apps = JSON.parse(await pm2('jlist')) as Listed[];
  expect(apps).toHaveLength(1);
  return apps[0] as Listed;
};
const serves = (what: string) => until(async () => (await fetch(`${url}/readyz`)).ok, what, 30_000);

beforeAll(async () => {
  await mkdir(CACHE, { recursive: true });
  const quiet = ['--no-audit', '--no-fund', '--no-save', '--ignore-scripts'];
  await output('npm', ['install', '--prefix', CACHE, ...quiet, 'pm2@7'], { timeoutMs: 5 * 60_000 });
  at = await makeInstallation();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  await at.settings({ JWT_SECRET: 'of-a-test-and-nothing-else-0123456789', PORT: String(port), HOST: '127.0.0.1' });
  console.log(`pm2 ${(await pm2('--version')).split('\n').at(-1)}`);
}, 6 * 60_000);
afterAll(async () => {
  await pm2('kill');
  await at.remove();
});

it('pm2 starts deploy/ecosystem.config.cjs, starts it again when it dies, and stops it clean', async () => {
  await pm2('start', 'deploy/ecosystem.config.cjs');
  await serves('the server serves');
  const first = await listed();
  expect(first).toMatchObject({
    name: 'watchparty',
    pm2_env: { status: 'online', restart_time: 0, exec_mode: 'fork_mode' },
  });
  const host = await TestUser.guest(url, 'Ann');
  const { partyCode } = await host.create();

  process.kill(first.pid, 'SIGKILL');
  const second = await until(async () => {
    const now = await listed();
    return now.pid !== first.pid && now.pm2_env.status === 'online' ? now : null;
  }, 'pm2 has started it again');
  expect(second.pm2_env.restart_time).toBe(1);
  await serves('it serves again');
  const back = new TestUser(url, host.token, host.id, host.name);
  expect(value(await back.api('getParty', { code: partyCode })).party.status).toBe('live');
  await back.join(partyCode);

  const begun = performance.now();
  await pm2('stop', 'watchparty');
  expect(performance.now() - begun).toBeLessThan(KILL_TIMEOUT_MS);
  expect((await listed()).pm2_env).toMatchObject({ status: 'stopped', exit_code: 0 });
  expect(back.socket.all('server-draining')).toHaveLength(1);
  expect(existsSync(path.join(at.dir, 'data/users.db'))).toBe(true);
  expect(existsSync(path.join(at.dir, 'data/server.lock'))).toBe(false);
});
