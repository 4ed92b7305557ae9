import { until } from '../../../support/poll.ts';
import { pass, type Rig, standAt } from '../rig.ts';
import { clickPlay, clickScrubber, collect, filmState, forget, untilAll, type Viewer } from '../viewer.ts';
import type { Scenario } from './scenario.ts';

/** From the moment a viewer's player has obeyed somebody else's command to their own. */
const DELAYS_MS = [0, 50, 100, 250, 500, 750, 1_000, 1_500, 2_000, 3_000];
/** Until an undone or swallowed command would show. */
const VERDICT_MS = 2_500;
const NEAR_S = 4;

/** What B does after obeying A, and what must be so at everybody in the end. */
interface Pair {
  name: string;
  /** What the party does before: A's act is a play, or it is none. */
  before: 'playing' | 'standing';
  first(a: Viewer): Promise<void>;
  obeyed(b: Viewer): Promise<boolean>;
  own(b: Viewer): Promise<void>;
  kept(state: { paused: boolean; position: number }): boolean;
}

const PLACE_S = 70;
const OWN_PLACE_S = 30;

const PAIRS: Pair[] = [
  {
    name: 'play after a pause',
    before: 'playing',
    first: clickPlay,
    obeyed: async (b) => (await filmState(b)).paused,
    own: clickPlay,
    kept: (state) => !state.paused,
  },
  {
    name: 'pause after a jump',
    before: 'playing',
    first: (a) => clickScrubber(a, PLACE_S),
    obeyed: async (b) => Math.abs((await filmState(b)).position - PLACE_S) < NEAR_S,
    own: clickPlay,
    kept: (state) => state.paused && Math.abs(state.position - PLACE_S) < NEAR_S + 4,
  },
  {
    name: 'jump after a pause',
    before: 'playing',
    first: clickPlay,
    obeyed: async (b) => (await filmState(b)).paused,
    own: (b) => clickScrubber(b, OWN_PLACE_S),
    kept: (state) => state.paused && Math.abs(state.position - OWN_PLACE_S) < NEAR_S,
  },
  {
    name: 'pause after a play',
    before: 'standing',
    first: clickPlay,
    obeyed: async (b) => !(await filmState(b)).paused,
    own: clickPlay,
    kept: (state) => state.paused,
  },
];

/** All play, or all stand: whatever the last try left. */
async function begin(rig: Rig, before: Pair['before']): Promise<void> {
  if (before === 'standing') {
    // Each try leaves the films standing, unless its command was lost.
    const standing = (await Promise.all(rig.viewers.map(filmState))).every((state) => state.paused);
    if (!standing) await standAt(rig, 12);
    return;
  }
  await standAt(rig, 12);
  await clickPlay(rig.viewers[0]!);
  await untilAll(rig.viewers, (state) => !state.paused, 'all play', 8_000);
  await pass(1_200);
}

/** Own commands soon after obeying somebody else's: none may be swallowed or undone. */
export const echo: Scenario = async (rig, progress) => {
  const [a, b] = rig.viewers as [Viewer, Viewer];
  const lost: string[] = [];
  let tried = 0;
  for (const pair of PAIRS)
    for (const delay of DELAYS_MS) {
      await begin(rig, pair.before);
      progress(`${pair.name}, ${delay} ms later`);
      await pair.first(a);
      await until(() => pair.obeyed(b), `${b.name} obeys`, 5_000);
      await pass(delay);
      await pair.own(b);
      tried++;
      await pass(VERDICT_MS);
      const states = await Promise.all(rig.viewers.map(filmState));
      if (!states.every(pair.kept)) lost.push(`${pair.name} at ${delay} ms`);
      await collect(rig.viewers);
      await forget(rig.viewers);
    }
  return { window: null, figures: { detail: { tried, kept: tried - lost.length, lost: lost.join('; ') } } };
};
