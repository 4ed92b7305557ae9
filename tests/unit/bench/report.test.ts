import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULTS, readCommandLine, UsageProblem } from '../../bench/sync/cli.ts';
import { asymmetryMs, clockBoundMs, PROFILES, withClockError } from '../../bench/sync/network-profiles.ts';
import { PLAN } from '../../bench/sync/plan.ts';
import { goalTable, outcomeKey, readGoal } from '../../bench/sync/report/document.ts';
import { GOALS } from '../../bench/sync/report/goals.ts';
import { withComparison } from '../../bench/sync/report/readme.ts';
import { skewPlot, thin } from '../../bench/sync/report/svg-plot.ts';
import { emptyResult } from '../../bench/sync/result.ts';

describe('command line', () => {
  test('[M1] reads what the document names', () => {
    const options = readCommandLine('--profile C --viewers 4 --seconds 60 --seed 1 --law ours --json'.split(' '));
    expect(options).toMatchObject({ profile: 'C', viewers: 4, seconds: 60, seed: 1, law: 'ours', json: true });
    expect(readCommandLine(['--seeds=1,2,3', '--all']).seeds).toEqual([1, 2, 3]);
  });

  test.each([
    ['--profile', 'Z'],
    ['--viewers', '99'],
    ['--nonsense'],
    ['--seconds'],
    ['--viewers', '2', '--firefox', '2'],
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
    expect(PROFILES.F.events(4, 60)).toMatchObject([{ kind: 'offline', viewer: 3, forMs: 30_000 }]);
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

  test('[M1] a result in which nothing was measured meets no goal', () => {
    const nothing = { ok: true as const, result: emptyResult(DEFAULTS) };
    const met = GOALS.filter((one) => readGoal(one, [nothing]).met === true).map(({ id }) => id);
    expect(met).toEqual([]);
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
