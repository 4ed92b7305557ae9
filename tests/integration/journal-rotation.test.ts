import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Journal } from '../../server/store/embedded/journal.ts';
import { scratchDir } from '../support/server.ts';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** More turns than a rotation takes between its last look and the new segment. */
const TURNS = 12;

it.each(Array.from({ length: TURNS }, (_, turn) => turn))(
  '[R1] a line that comes %i turns after a rotation has begun is in one segment, which knows its length',
  async (turn) => {
    const { journal } = await Journal.open(dir, 'log');
    await journal.append('a', { n: 1 });
    const rotated = journal.rotate();
    for (let i = 0; i < turn; i++) await null;
    const appended = journal.append('a', { n: 2 });
    await Promise.all([rotated, appended]);
    const newest = (await readdir(dir)).sort().at(-1)!;
    const { size } = await stat(path.join(dir, newest));
    // A segment that nothing was written to has no file yet.
    expect([0, size]).toContain(journal.length);
    if (journal.length === 0) expect(newest).toBe('log.1.log');
    await journal.append('a', { n: 3 });
    await journal.close();
    const { lines, journal: again } = await Journal.open<{ n: number }>(dir, 'log');
    expect(lines.map(({ n }) => n)).toEqual([1, 2, 3]);
    await again.close();
  },
);
