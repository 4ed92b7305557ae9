import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { scratchDir } from '../support/server.ts';
import { failingServer, type ServerProcess, spawnServer } from '../support/server-process.ts';

// Each test starts processes, which takes a second each, and ten on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let dir: string;
let running: ServerProcess;
beforeAll(async () => {
  dir = await scratchDir();
  running = await spawnServer({ DATA_DIR: path.join(dir, 'running'), PORT: '0' });
});
afterAll(async () => {
  await running.kill('SIGTERM');
  await rm(dir, { recursive: true, force: true });
});

/** One line that says what is wrong and what to do, and a failure for the shell. */
async function refusal(env: Record<string, string>): Promise<string> {
  const { code, stderr } = await failingServer({ DATA_DIR: path.join(dir, 'own'), PORT: '0', ...env });
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/\bat .*:\d+/);
  return stderr.trimEnd();
}

it('a port that is taken', async () => {
  expect(await refusal({ PORT: String(running.port) })).toBe(
    `Port ${running.port} is taken by another program. Stop it, or set PORT to a free one.`,
  );
});

it('a data directory that cannot be written', async () => {
  const file = path.join(dir, 'a-file');
  await writeFile(file, '');
  expect(await refusal({ DATA_DIR: path.join(file, 'data') })).toMatch(
    /^The data directory .* can't be written \(ENOTDIR\)\. Set DATA_DIR/,
  );
});

it('a data directory that another server uses', async () => {
  expect(await refusal({ DATA_DIR: path.join(dir, 'running') })).toMatch(
    /^Another WatchParty server uses the data directory/,
  );
});

it('damaged data', async () => {
  const damaged = path.join(dir, 'damaged');
  await mkdir(damaged);
  await writeFile(path.join(damaged, 'users.db'), 'rubbish\n{"_id":"a","emailKey":"x","usernameKey":"x"}\n');
  expect(await refusal({ DATA_DIR: damaged })).toMatch(
    /^The data in .* can't be read .* Restore a backup, or set another DATA_DIR\.$/,
  );
});

it('a setting that is wrong', async () => {
  expect(await refusal({ PORT: 'eighty' })).toBe('PORT must be a whole number. It is "eighty".');
});

it('a lock that a killed server left is taken over, and a good start says so in one line', async () => {
  const own = path.join(dir, 'killed');
  const first = await spawnServer({ DATA_DIR: own, PORT: '0' });
  await first.kill('SIGKILL');
  expect(JSON.parse(await readFile(path.join(own, 'server.lock'), 'utf8'))).toMatchObject({ pid: first.child.pid });
  const second = await spawnServer({ DATA_DIR: own, PORT: '0' });
  expect(second.stderr()).toBe('');
  expect(await second.kill('SIGINT')).toBe(0);
  await expect(readFile(path.join(own, 'server.lock'))).rejects.toThrow('ENOENT');
});
