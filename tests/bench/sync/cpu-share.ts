import { pass } from './rig.ts';
import type { Viewer } from './viewer.ts';

/**
 * What the extension costs: task time of the main thread of the film's renderer (Chromium's `TaskDuration`: scripts of
 * the page, content script and overlay, layout, garbage collection) per wall time with the party, minus the same on the
 * same page with the film playing and no script of ours in it. The recorder runs in both. Decoding and compositing have
 * threads of their own and are in neither.
 */
export async function taskShares(viewers: readonly Viewer[], ms: number): Promise<(number | null)[]> {
  const before = await Promise.all(viewers.map((viewer) => viewer.tab.taskSeconds()));
  const startedAt = performance.now();
  await pass(ms);
  const after = await Promise.all(viewers.map((viewer) => viewer.tab.taskSeconds()));
  const seconds = (performance.now() - startedAt) / 1000;
  return after.map((end, i) => {
    const begin = before[i];
    return end === null || begin === null || begin === undefined ? null : (end - begin) / seconds;
  });
}

/** What the viewers that tell pay, as shares of one core; null if none does. A mean hides the one who pays for all. */
export function extraShares(
  withParty: readonly (number | null)[],
  without: readonly (number | null)[],
): { mean: number; worst: number } | null {
  const extra = withParty.flatMap((share, i) => {
    const base = without[i];
    return share === null || base === null || base === undefined ? [] : [share - base];
  });
  if (extra.length === 0) return null;
  return { mean: extra.reduce((sum, share) => sum + share, 0) / extra.length, worst: Math.max(...extra) };
}

const BASELINE_MS = 5_000;

/** The film playing at each viewer with no party; leaves all at the beginning, paused, as after loading. */
export async function baselineShares(viewers: readonly Viewer[]): Promise<(number | null)[]> {
  const act = (words: string) => Promise.all(viewers.map((viewer) => viewer.tab.run(`window.__standin.user.${words}`)));
  await act('play()');
  await pass(1_000);
  const shares = await taskShares(viewers, BASELINE_MS);
  await act('pause()');
  await act('seek(0)');
  return shares;
}
