import { afterAll, beforeAll, expect, it } from 'vitest';
import { scratchDir } from '../support/server.ts';
import { type ServerProcess, spawnServer } from '../support/server-process.ts';

/** Blocks the event loop for so many ms when it is told to. */
const BLOCKABLE =
  'data:text/javascript,process.on("message",(ms)=>{const end=performance.now()+ms;while(performance.now()<end);})';

let server: ServerProcess;
beforeAll(async () => {
  server = await spawnServer(
    {
      NODE_ENV: 'production',
      JWT_SECRET: 'of-a-test-and-nothing-else-0123456789',
      PORT: '0',
      DATA_DIR: await scratchDir(),
    },
    { execArgv: ['--import', BLOCKABLE], ipc: true },
  );
});
afterAll(() => server.kill('SIGKILL'));

it('a server that stands still for a while goes on', async () => {
  server.child.send(6_000);
  const begun = performance.now();
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(performance.now() - begun, 'it did stand still').toBeGreaterThan(3_000);
});

it('[R2] one that hangs ends, so that its supervisor starts it anew, and says why', async () => {
  server.child.send(3_600_000);
  expect(await server.exited).toBe(null);
  expect(server.child.signalCode).toBe('SIGKILL');
  expect(server.stderr()).toContain('WatchParty has done nothing for 20 s');
}, 60_000);
