import { expect, it } from 'vitest';
import { Workbench, writes } from './workbench.ts';

const look = (position: number, seeking: boolean) => ({
  capabilities: { seek: 'exact', rate: true, cheapSeek: false, clock: 'exact' } as const,
  paused: true,
  bufferedAhead: 30,
  position,
  seeking,
});

it('[S11] [S18] where a site jumps by itself, a start is planned for when its clock is believed again', () => {
  const bench = new Workbench();
  bench.now = 1_000;
  bench.look = look(90, false);
  const [seek] = writes(bench.follow({ rev: 6, position: 101, at: bench.now }));
  if (seek?.kind !== 'seek') throw new Error('it does not jump');
  // Believed again after some 600 ms: the element's own 100 ms would make this landing late, and the next one too.
  expect(seek.position).toBeGreaterThan(101.9);
  bench.look = look(seek.position, true);
  bench.tell({ kind: 'write-outcome', write: seek, outcome: 'done', tookMs: 150 });
  expect(bench.tick(6)).toEqual([]);
  bench.look = look(seek.position, false);
  expect(bench.tick(5)).toEqual([expect.objectContaining({ kind: 'play' })]);
  expect(bench.state.misses).toEqual([]);
});
