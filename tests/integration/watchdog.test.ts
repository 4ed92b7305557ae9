import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { until } from '../support/poll.ts';
import { freePort } from '../support/process.ts';
import { scratchDir } from '../support/server.ts';
import { spawnServer } from '../support/server-process.ts';

/** Blocks the event loop for so many ms when it is told to. */
const BLOCKABLE =
  'data:text/javascript,process.on("message",(ms)=>{const end=performance.now()+ms;while(performance.now()<end);})';
const FOR_EVER_MS = 3_600_000;

const ended: (() => unknown)[] = [];
afterAll(() => Promise.all(ended.splice(0).map((end) => end())));

const settings = async (port: number) => ({
  NODE_ENV: 'production',
  JWT_SECRET: 'of-a-test-and-nothing-else-0123456789',
  PORT: `${port}`,
  DATA_DIR: await scratchDir(),
});

async function start() {
  const server = await spawnServer(await settings(0), { execArgv: ['--import', BLOCKABLE], ipc: true });
  ended.push(() => server.kill('SIGKILL'));
  return server;
}

it.concurrent('a server that stands still for a while goes on', async () => {
  const server = await start();
  server.child.send(6_000);
  const begun = performance.now();
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(performance.now() - begun, 'it did stand still').toBeGreaterThan(3_000);
});

it.concurrent('[R2] one that hangs ends and says why, and ends too if nobody reads what it says', async () => {
  const [heard, unheard] = await Promise.all([start(), start()]);
  unheard.child.stderr?.destroy();
  for (const { child } of [heard, unheard]) child.send(FOR_EVER_MS);
  await Promise.all([heard.exited, unheard.exited]);
  expect([heard.child.signalCode, unheard.child.signalCode]).toEqual(['SIGKILL', 'SIGKILL']);
  expect(heard.stderr()).toContain('WatchParty has done nothing for 20 s');
}, 60_000);

it.concurrent('[R2] `npm start` starts a server that was killed anew, and ends when it is told to', async () => {
  const port = await freePort();
  const own = await settings(port);
  const starter = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', '--no-build'], {
    env: { ...process.env, ...own },
    stdio: 'ignore',
  });
  const gone = new Promise<number | null>((resolve) => starter.once('exit', resolve));
  ended.push(() => starter.kill('SIGTERM'));
  const serves = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  /** Who holds the data. */
  const server = async (): Promise<number> =>
    JSON.parse(await readFile(path.join(own.DATA_DIR, 'server.lock'), 'utf8')).pid;
  await until(serves, 'it serves', 20_000);
  const first = await server();
  process.kill(first, 'SIGKILL');
  await until(async () => (await serves()) && (await server()) !== first, 'another one serves', 20_000);
  starter.kill('SIGTERM');
  expect(await gone).toBe(0);
  expect(await serves()).toBe(false);
}, 60_000);
