import { appendFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GroupSync, syncFile } from '../../server/store/embedded/group-sync.ts';
import { scratchDir } from '../support/server.ts';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await scratchDir();
  file = path.join(dir, 'file');
  await writeFile(file, '');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('[R1] who asks while a file is being synced shares the next time, which begins after their write', async () => {
  const syncs = new GroupSync(() => syncFile(file));
  const first = syncs.run();
  await appendFile(file, 'a line');
  const late = [syncs.run(), syncs.run(), syncs.run()];
  expect(late[0]).not.toBe(first);
  await Promise.all([first, ...late]);
  const fresh = syncs.run();
  expect(late).not.toContain(fresh);
  await fresh;
});

it('tells those who asked that it failed, and goes on when it can', async () => {
  const syncs = new GroupSync(() => syncFile(file));
  await rm(file);
  const asked = [syncs.run(), syncs.run()];
  for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'ENOENT' });
  await writeFile(file, '');
  await syncs.run();
});
