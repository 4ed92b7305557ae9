import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Passwords, PasswordsBusy, passwordPool } from '../../../server/accounts/passwords.ts';
import { until } from '../../support/poll.ts';

/** Of the quiet lane, at most. */
const THREADS = Math.max(1, Math.min(4, os.availableParallelism() - 1));

let pool: Passwords;
afterEach(() => pool.close());

describe('[A1] hashing passwords', () => {
  it('knows the right one, and nobody by a hash that is not there', async () => {
    pool = passwordPool();
    const hash = await pool.hash('correct horse');
    expect(hash).toMatch(/^\$2[aby]\$10\$/);
    const tries = [pool.matches('correct horse', hash), pool.matches('wrong', hash), pool.matches('x', null)];
    expect(await Promise.all(tries)).toEqual([true, false, false]);
  });

  it('serves who waited too long by the late lane, each once', async () => {
    // No thread starts and hashes in so short a time: all of them are stranded or overdue.
    pool = passwordPool(1);
    const hashes = await Promise.all(['a', 'b', 'c', 'd'].map((password) => pool.hash(password)));
    expect(new Set(hashes).size).toBe(4);
    expect(await pool.matches('c', hashes[2] as string)).toBe(true);
  });

  it('sends away who comes when too many wait', async () => {
    pool = passwordPool();
    const all = Array.from({ length: 170 }, () => pool.hash('x').catch((error: unknown) => error));
    const refused = await Promise.race([Promise.all(all.slice(-5)), Promise.all(all).then(() => [])]);
    expect(refused.every((one) => one instanceof PasswordsBusy)).toBe(true);
    expect(refused).toHaveLength(5);
  });

  it('lets no more than 150 wait where the quiet lane stands still', async () => {
    // All have waited too long at once, and the late lane takes them one by one.
    pool = passwordPool(1);
    const count = { served: 0, refused: 0 };
    const ask = () =>
      pool.hash('x').then(
        () => void count.served++,
        (error: unknown) => void (error instanceof PasswordsBusy && count.refused++),
      );
    for (let n = 0; n < 150; n++) void ask();
    await until(() => count.served >= 3, 'three are served');
    expect(count.refused).toBe(0);
    for (let n = 0; n < 40; n++) void ask();
    await new Promise(setImmediate);
    expect(count.refused).toBeGreaterThan(25);
  });

  it('starts the program that quiets a thread once for each thread, however long hashing takes', async () => {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'wp-chrt-'));
    const before = process.env.PATH;
    try {
      await writeFile(path.join(dir, 'chrt'), `#!/bin/sh\necho started >> '${dir}/log'\n`);
      await chmod(path.join(dir, 'chrt'), 0o755);
      process.env.PATH = `${dir}${path.delimiter}${before}`;
      // A hash takes longer, so each is left to the late lane as well. One at a time, so that each meets a free thread.
      pool = passwordPool(20);
      for (const password of ['a', 'b', 'c', 'd', 'e', 'f']) await pool.hash(password);
      const log = await readFile(path.join(dir, 'log'), 'utf8').catch(() => '');
      const started = log.split('started').length - 1;
      expect(started).toBeLessThanOrEqual(THREADS);
      // None would pass for few: that it is started at all is what quiets.
      if (process.platform === 'linux') expect(started).toBeGreaterThanOrEqual(1);
    } finally {
      process.env.PATH = before;
      await rm(dir, { recursive: true });
    }
  });
});
