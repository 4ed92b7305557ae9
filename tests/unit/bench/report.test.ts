import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULTS, readCommandLine, UsageProblem } from '../../bench/sync/cli.ts';
import { extraShares } from '../../bench/sync/cpu-share.ts';
import { asymmetryMs, clockBoundMs, outageMs, PROFILES, withClockError } from '../../bench/sync/network-profiles.ts';
import { PLAN } from '../../bench/sync/plan.ts';
import { goalTable, outcomeKey, readGoal } from '../../bench/sync/report/document.ts';
import { GOALS } from '../../bench/sync/report/goals.ts';
import { withComparison } from '../../bench/sync/report/readme.ts';
import { skewPlot, thin } from '../../bench/sync/report/svg-plot.ts';
import { type BenchResult, emptyResult } from '../../bench/sync/result.ts';

describe('command line', () => {
  test('[M1] reads what the document names', () => {
    const options = readCommandLine('--profile C --viewers 4 --seconds 60 --seed 1 --law ours --json'.split(' '));
    expect(options).toMatchObject({ profile: 'C', viewers: 4, seconds: 60, seed: 1, law: 'ours', json: true });
    expect(readCommandLine(['--seeds=4,5', '--all']).seeds).toEqual([4, 5]);
    // The documents promise the worst of three.
    expect(readCommandLine(['--all']).seeds).toEqual([1, 2, 3]);
  });

  test.each([
    ['--profile', 'Z'],
    ['--viewers', '99'],
    ['--nonsense'],
    ['--seconds'],
    ['--viewers', '2', '--firefox', '2'],
    ['--all', '--seconds', '61'],
    ['--profile', 'F', '--seconds', '61'],
  ])('[M1] refuses %s %s with words', (...args) => {
    expect(() => readCommandLine(args)).toThrow(UsageProblem);
  });
});

describe('network profiles', () => {
  test('[S8] bounds: half of the quickest round trip; D puts 40 ms between the clocks', () => {
    expect(clockBoundMs(PROFILES.A.link(0))).toBe(7.5);
    expect(asymmetryMs([0, 1, 2, 3].map(PROFILES.C.link))).toBe(0);
    expect(asymmetryMs([0, 1, 2, 3].map(PROFILES.D.link))).toBe(40);
  });

  test('[M1] a clock error of 100 ms is 200 ms more on the way up', () => {
    expect(asymmetryMs([PROFILES.B.link(0), withClockError(PROFILES.B.link(0), 100)])).toBe(100);
  });

  test('[S27] F takes one viewer off for 30 s, E hangs every line', () => {
    // However long is measured, and the measured time comes after it.
    for (const seconds of [5, 30, 60]) {
      const events = PROFILES.F.events(4, seconds);
      expect(events).toMatchObject([{ kind: 'offline', viewer: 3, forMs: 30_000 }]);
      expect(outageMs(events)).toBe(events[0]!.atMs + 30_000);
    }
    expect(outageMs(PROFILES.E.events(4, 30))).toBe(0);
    expect(new Set(PROFILES.E.events(4, 30).map((event) => event.viewer)).size).toBe(4);
  });
});

describe('report', () => {
  const goal = GOALS.find(({ id }) => id === 'm1-C')!;
  const outcome = (p95: number) => ({
    ok: true as const,
    result: { ...emptyResult(DEFAULTS), m1: { p50: p95 / 2, p95, p99: p95, max: p95 } },
  });

  test('[M1] the worst seed decides, and a failed run is a missed goal', () => {
    expect(readGoal(goal, [outcome(9), outcome(12)]).met).toBe(true);
    expect(readGoal(goal, [outcome(9), outcome(22)])).toMatchObject({
      words: '22 / 22 ms',
      met: false,
      seedsMet: 1,
      seeds: 2,
    });
    expect(readGoal(goal, [outcome(12), outcome(9)]).words).toBe('12 / 12 ms');
    expect(readGoal(goal, [outcome(9), { ok: false, why: 'no browser' }]).met).toBe(false);
    expect(readGoal(goal, undefined).met).toBeNull();
  });

  test('[M3] the worst share is the smallest', () => {
    const shares = [1, 0.36, 0.53].map((m3) => ({ ok: true as const, result: { ...emptyResult(DEFAULTS), m3 } }));
    expect(readGoal(GOALS.find(({ id }) => id === 'm3')!, shares).words).toBe('36 %');
  });

  test('[M1] a result in which nothing was measured meets no goal', () => {
    const nothing = { ok: true as const, result: emptyResult(DEFAULTS) };
    const met = GOALS.filter((one) => readGoal(one, [nothing]).met === true).map(({ id }) => id);
    expect(met).toEqual([]);
  });

  const found = (figures: Partial<BenchResult>) => ({
    ok: true as const,
    result: { ...emptyResult(DEFAULTS), ...figures },
  });
  const verdict = (id: string, figures: Partial<BenchResult>) =>
    readGoal(GOALS.find((one) => one.id === id)!, [found(figures)]);

  const kicks = (figures: Record<string, number>) => ({
    detail: {
      ...Object.fromEntries(
        ['back250', 'ahead250', 'back600', 'ahead600'].flatMap((name) => [
          [`${name}.ms`, 6_000],
          [`${name}.maxRate`, 0.04],
          [`${name}.off`, Number(name.slice(-3)) - 20],
          ...['seeks', 'othersSeeks', 'othersRateWrites', 'othersPlays', 'othersPauses'].map((what) => [
            `${name}.${what}`,
            0,
          ]),
        ]),
      ),
      ...figures,
    },
  });

  test.each(['seeks', 'othersSeeks', 'othersRateWrites', 'othersPlays', 'othersPauses'])(
    '[S17] a kick that costs anybody %s is no recovery by its viewer alone',
    (what) => {
      expect(verdict('kick-250', kicks({})).met).toBe(true);
      expect(verdict('kick-250', kicks({ [`ahead250.${what}`]: 1 })).met).toBe(false);
    },
  );

  test('[S17] a slip that came out smaller than it was meant to be proves nothing', () => {
    expect(verdict('kick-600', kicks({})).met).toBe(true);
    expect(verdict('kick-600', kicks({ 'ahead600.off': 240 }))).toMatchObject({ met: false });
    expect(verdict('kick-600', kicks({ 'ahead600.off': 240 })).words).toMatch(/but only 240 ms off$/);
    const stalled = (off: number) => ({
      detail: { '2000.backMs': 600, '2000.seeks': 1, '2000.thrownBack': 0, '2000.off': off },
    });
    expect(verdict('stall-2000', stalled(1_900)).met).toBe(true);
    expect(verdict('stall-2000', stalled(400))).toMatchObject({ met: false });
  });

  test('[S17] the largest rate of any recovery counts, and 5.5 % is more than 5', () => {
    expect(verdict('rate-recovering', kicks({}))).toMatchObject({ met: true, words: '4 %' });
    expect(verdict('rate-recovering', kicks({ 'ahead600.maxRate': 0.055 }))).toMatchObject({
      met: false,
      words: '5.5 %',
    });
  });

  test('[S27] a viewer offline is in step meanwhile and after, and comes back', () => {
    const m1 = { p50: 3, p95: 4, p99: 4, max: 4 };
    const offline = (figures: object) => verdict('m1-F', { m1, detail: { offlineM1P95: 5, backMs: 900, ...figures } });
    expect(offline({})).toMatchObject({ met: true, words: '5 / 4 ms, back after 0.90 s' });
    expect(offline({ offlineM1P95: 16 }).met).toBe(false);
    expect(offline({ backMs: null }).met).toBe(false);
  });

  test('[M1] one viewer who pays more than a hundredth of a core is too many', () => {
    expect(extraShares([0.11, 0.13, null], [0.1, 0.1, 0.1])?.mean).toBeCloseTo(0.02, 6);
    expect(extraShares([0.11, 0.13, null], [0.1, 0.1, 0.1])?.worst).toBeCloseTo(0.03, 6);
    expect(extraShares([null], [null])).toBeNull();
    expect(verdict('cpu', { cpuShare: 0.006, cpuShareWorst: 0.009 }).met).toBe(true);
    expect(verdict('cpu', { cpuShare: 0.006, cpuShareWorst: 0.012 })).toMatchObject({
      met: false,
      words: '0.60 % / 1.2 %',
    });
  });

  test('[M1] the table shows ours beside the other laws', () => {
    const outcomes = new Map([
      [outcomeKey('ours', 'steady-C'), [outcome(9)]],
      [outcomeKey('seek', 'steady-C'), [outcome(400)]],
    ]);
    const row = goalTable(outcomes, ['seek'])
      .split('\n')
      .find((line) => line.includes('M1 steady, profile C'));
    expect(row).toMatch(/9 \/ 9 ms .*\| met \(1 of 1\) +\| 400 \/ 400 ms/);
  });

  test('[M1] the README takes the comparison between its marks, again and again, and refuses to lose it', () => {
    const readme = readFileSync('README.md', 'utf8');
    const once = withComparison(readme, 'first figures');
    expect(once).toContain('first figures');
    const twice = withComparison(once, 'second figures');
    expect(twice).toContain('second figures');
    expect(twice).not.toContain('first figures');
    expect(twice.split('\n').at(-2)).toBe(readme.split('\n').at(-2));
    expect(() => withComparison('# No marks', 'figures')).toThrow('lacks the marks');
  });

  test('[M1] every goal reads a planned run', () => {
    const planned = new Set(PLAN.map(({ key }) => key));
    expect(GOALS.filter((one) => !planned.has(one.run)).map(({ id }) => id)).toEqual([]);
  });
});

describe('plot', () => {
  const points = Array.from({ length: 5_000 }, (_, i) => ({ s: i / 50, ms: i === 2_345 ? 900 : 5 }));

  test('[M1] thinning keeps the worst', () => {
    expect(thin(points).length).toBeLessThan(500);
    expect(Math.max(...thin(points).map((point) => point.ms))).toBe(900);
  });

  test('[M1] is well-formed, small and names its lines', () => {
    const svg = skewPlot({ title: 'a < b', lines: [{ name: 'ours & theirs', points }] });
    expect(svg).toContain('ours &amp; theirs');
    expect(svg).toContain('a &lt; b');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.length).toBeLessThan(20_000);
    expect(svg.match(/<svg/g)).toHaveLength(1);
  });
});
