import type { BenchResult } from '../result.ts';
import { figure, share } from './figures.ts';

/** What one run (or the worst of its seeds) says about one goal. */
export interface Figure {
  words: string;
  /** Null: not measured, or the goal has no limit of its own. */
  met: boolean | null;
  /** How bad it is, in the goal's own unit: of several seeds the largest is shown. */
  size?: number;
}

/** A row of the goals table of docs/sync.md, section 7. */
export interface Goal {
  id: string;
  metric: string;
  goal: string;
  /** Key of the planned run that it reads. */
  run: string;
  read(result: BenchResult): Figure;
}

const ms = (value: number | null | undefined, limit: number, extra = true, words = ''): Figure => ({
  words: `${figure(value, ' ms')}${words}`,
  size: value ?? Number.POSITIVE_INFINITY,
  met: value === null || value === undefined || !Number.isFinite(value) ? false : value <= limit && extra,
});
const detail = (result: BenchResult, name: string): number | null => {
  const value = result.detail[name];
  return typeof value === 'number' ? value : null;
};
const list = (result: BenchResult, name: string): readonly (number | null)[] => {
  const value = result.detail[name];
  return Array.isArray(value) ? value : [];
};

/** Rates that are the same differ by less, through rounding alone. */
const RATE_EPSILON = 1e-6;

const m1 = (profile: string): Goal => ({
  id: `m1-${profile}`,
  metric: `M1 steady, profile ${profile}, 4 Chromium`,
  goal: 'p95 <= 15 ms, p99 <= 25 ms',
  run: `steady-${profile}`,
  read: ({ m1: skew }) => ({
    words: `${figure(skew?.p95)} / ${figure(skew?.p99)} ms`,
    size: skew?.p95 ?? Number.POSITIVE_INFINITY,
    met: skew !== null && skew.p95 <= 15 && skew.p99 <= 25,
  }),
});

/** A slip that came out smaller than this share of what it was meant to be proves nothing about that row. */
const REAL_SLIP = 0.75;

const kick = (kicked: number, withinMs: number): Goal => ({
  id: `kick-${kicked}`,
  metric: `${kicked} ms kick, back and ahead, to under 20 ms`,
  goal: `<= ${withinMs / 1000} s, no seek, nobody else touched`,
  run: 'kick',
  read(result) {
    const times = ['back', 'ahead'].map((way) => detail(result, `${way}${kicked}.ms`));
    const off = Math.min(...['back', 'ahead'].map((way) => detail(result, `${way}${kicked}.off`) ?? 0));
    const sum = (name: string) =>
      (detail(result, `back${kicked}.${name}`) ?? 0) + (detail(result, `ahead${kicked}.${name}`) ?? 0);
    const words = times.map((time) => (time === null ? 'never' : figure(time / 1000, ' s'))).join(' / ');
    const touched = {
      seeks: sum('othersSeeks'),
      rates: sum('othersRateWrites'),
      'plays and pauses': sum('othersPlays') + sum('othersPauses'),
    };
    const others = Object.entries(touched).map(([what, count]) => `${count} ${what}`);
    return {
      words: `${words}, ${sum('seeks')} seeks, others ${others.join(', ')}${short(off, kicked)}`,
      size: Math.max(...times.map((time) => time ?? Number.POSITIVE_INFINITY)),
      met:
        times.every((time) => time !== null && time <= withinMs) &&
        off >= REAL_SLIP * kicked &&
        sum('seeks') === 0 &&
        Object.values(touched).every((count) => count === 0),
    };
  },
});

const short = (off: number, meant: number): string =>
  off >= REAL_SLIP * meant ? '' : `, but only ${figure(off, ' ms')} off`;

const stall = (stalled: number): Goal => ({
  id: `stall-${stalled}`,
  metric: `${stalled / 1000} s off by a stall (nobody waits)`,
  goal: '1 seek, under 20 ms within 4 s, nobody thrown back',
  run: 'stall',
  read(result) {
    const back = detail(result, `${stalled}.backMs`);
    const seeks = detail(result, `${stalled}.seeks`);
    const thrown = detail(result, `${stalled}.thrownBack`);
    const off = detail(result, `${stalled}.off`) ?? 0;
    return {
      size: back ?? Number.POSITIVE_INFINITY,
      words: `${back === null ? 'never' : figure(back / 1000, ' s')}, ${figure(seeks)} seeks, others back by ${figure(thrown, ' ms')}${short(off, stalled)}`,
      met:
        off >= REAL_SLIP * stalled &&
        back !== null &&
        back <= 4_000 &&
        seeks !== null &&
        seeks <= 1 &&
        thrown !== null &&
        thrown <= 50,
    };
  },
});

/** The goal is for round trips up to 200 ms: those of profile B are shorter, half of those of C longer. */
const click = (profile: string, run: string): Goal => ({
  id: `click-${profile}`,
  metric: `click to all moving, p95, profile ${profile}`,
  goal: '<= 350 ms at RTT <= 200',
  run,
  read: (result) => ms(result.clickToMoving, 350),
});

export const GOALS: readonly Goal[] = [
  m1('A'),
  m1('B'),
  m1('C'),
  {
    id: 'm1-D',
    metric: 'M1 steady, asymmetric line (D)',
    goal: 'p95 <= half of the one-way difference + 10 ms',
    run: 'steady-D',
    read: (result) =>
      ms(result.m1?.p95, result.clockAsymmetry + 10, true, ` (limit ${figure(result.clockAsymmetry + 10)})`),
  },
  {
    id: 'm1-E',
    metric: 'M1, each line hangs 1 s in 30 s (E)',
    goal: 'p95 <= 15 ms',
    run: 'steady-E',
    read: (result) => ms(result.m1?.p95, 15),
  },
  {
    id: 'm1-F',
    metric: 'M1, one viewer offline 30 s (F): meanwhile / after it',
    goal: 'p95 <= 15 ms, and on the line again',
    run: 'steady-F',
    read(result) {
      const [meanwhile, after] = [detail(result, 'offlineM1P95'), result.m1?.p95 ?? null];
      const known = meanwhile !== null && after !== null;
      const worst = known ? Math.max(meanwhile, after) : null;
      const back = detail(result, 'backMs');
      return {
        ...ms(worst, 15, back !== null),
        words: `${figure(meanwhile)} / ${figure(after)} ms, back ${back === null ? 'never' : `after ${figure(back / 1000, ' s')}`}`,
      };
    },
  },
  {
    id: 'm1-firefox',
    metric: 'M1 with a Firefox in the party',
    goal: 'p95 <= 25 ms',
    run: 'firefox',
    read: (result) => ms(result.m1?.p95, 25),
  },
  {
    id: 'm2',
    metric: 'M2 presented frames, profile C',
    goal: 'p95 <= 41.7 ms',
    run: 'steady-C',
    read: (result) => ms(result.m2?.p95, 41.7),
  },
  {
    id: 'm3',
    metric: 'M3 all show the same frame, profile C',
    goal: '-',
    run: 'steady-C',
    read: ({ m3 }) => ({ words: share(m3), size: 1 - (m3 ?? 0), met: null }),
  },
  {
    id: 'start',
    metric: 'start skew in the first 3 s, worst of the starts',
    goal: 'p95 <= 40 ms, no seek',
    run: 'commands',
    read: (result) =>
      ms(
        result.startSkew,
        40,
        detail(result, 'startSeeks') === 0 && detail(result, 'failedStarts') === 0,
        `, ${figure(detail(result, 'startSeeks'))} seeks`,
      ),
  },
  {
    id: 'seek',
    metric: '3 s after a seek',
    goal: 'p95 <= 40 ms',
    run: 'commands',
    read: (result) => ms(detail(result, 'afterSeekP95'), 40),
  },
  {
    id: 'pause',
    metric: 'after a pause, all stand on',
    goal: 'the same frame',
    run: 'commands',
    read(result) {
      const apart = list(result, 'framesApartAfterPause');
      return { words: `${apart.join(', ')} frames apart`, met: apart.length > 0 && apart.every((n) => n === 0) };
    },
  },
  click('B', 'commands-B'),
  click('C', 'commands'),
  {
    id: 'late',
    metric: 'a late joiner, click on join to in step (<= 20 ms)',
    goal: '<= 3 s',
    run: 'late-join',
    read: (result) => ms(detail(result, 'inStepMs'), 3_000),
  },
  {
    id: 'seeks',
    metric: 'seeks in steady state, profile C',
    goal: '0',
    run: 'steady-C',
    read: ({ seeks }) => ({ words: figure(seeks), met: seeks === 0 }),
  },
  {
    id: 'rate',
    metric: 'rate deviation, steady, profile C',
    goal: '<= 1 %',
    run: 'steady-C',
    read: ({ maxRateDeviation: most }) => ({
      words: share(most),
      size: most ?? Number.POSITIVE_INFINITY,
      met: most !== null && most <= 0.01 + RATE_EPSILON,
    }),
  },
  {
    id: 'rate-recovering',
    metric: 'rate deviation, recovering from 250 and 600 ms kicks',
    goal: '<= 5 %',
    run: 'kick',
    read(result) {
      const kicks = ['back250', 'ahead250', 'back600', 'ahead600'].map((name) => detail(result, `${name}.maxRate`));
      const most = kicks.some((rate) => rate === null) ? null : Math.max(...(kicks as number[]));
      return {
        words: share(most),
        size: most ?? Number.POSITIVE_INFINITY,
        met: most !== null && most <= 0.05 + RATE_EPSILON,
      };
    },
  },
  kick(250, 8_000),
  kick(600, 12_000),
  stall(2_000),
  stall(6_000),
  {
    id: 'echo',
    metric: 'own command 0-3,000 ms after obeying a remote one',
    goal: 'kept, every one',
    run: 'echo',
    read(result) {
      const kept = detail(result, 'kept');
      const tried = detail(result, 'tried');
      return { words: `${figure(kept)} of ${figure(tried)} kept`, met: kept !== null && kept === tried };
    },
  },
  {
    id: 'server-kill',
    metric: 'server killed (kill -9) and restarted',
    goal: 'back < 2 s after it is up, nothing lost',
    run: 'server-kill',
    read: (result) =>
      ms(detail(result, 'backMs'), 2_000, result.detail.stillPlaying === true && result.detail.timelineKept === true),
  },
  {
    id: 'worker-stop',
    metric: 'background worker stopped',
    goal: 'back < 1 s, commands both ways',
    run: 'worker-stop',
    read: (result) => ms(detail(result, 'backMs'), 1_000, list(result, 'obeyedMs').length === 2),
  },
  {
    id: 'cpu',
    metric: 'CPU of content script and overlay while in step, of a core, profile B: mean / worst viewer',
    goal: '<= 1 % at each viewer',
    run: 'steady-B',
    read: ({ cpuShare: mean, cpuShareWorst: worst }) => ({
      words: `${share(mean)} / ${share(worst)}`,
      size: worst ?? Number.POSITIVE_INFINITY,
      met: worst !== null && worst <= 0.01,
    }),
  },
];
