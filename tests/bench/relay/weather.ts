import { type LoginStorm, makeStorm, type StormFigures, type StormKind, stormAccounts } from './login-storm.ts';
import { medianOf, medianRatio, type Round, type Side, type Work } from './side.ts';
import type { Measured } from './targets.ts';

/** One side under one storm of sign-ins, which our server answers. */
export interface StormySide {
  p50: number;
  p99: number;
  /** Against the same side without sign-ins in the same turn: medians over pairs of rounds. */
  p99Ratio: number;
  /** How late the load's own timers were, and against the turn without sign-ins. */
  lateP99: number;
  lateRatio: number;
}

export interface StormReport {
  signIns: StormFigures;
  ours: StormySide;
  /** The control: a bare relay in its own process, while our server beside it answers the sign-ins. */
  bare: StormySide;
}

/** Storms of sign-ins over our server, whole ones and such with next to no work on the password. */
export interface Weather {
  /** A turn of every storm over both sides. @param calm this turn's rounds without one */
  turn(sides: readonly Side[], work: Work, calm: Readonly<Record<Side['name'], Round>>): Promise<void>;
  report(): Record<StormKind, StormReport>;
}

const KINDS = ['real', 'light'] as const;

/** @returns the accounts that the server must have, and what makes the weather once it runs */
export async function forecast(perSecond: number, roundSeconds: number, rounds: number) {
  const signIns = perSecond * roundSeconds * (rounds + 1) * 2 * 1.2;
  const accounts = { real: await stormAccounts('real', signIns), light: await stormAccounts('light', signIns) };
  return { accounts: [...accounts.real, ...accounts.light], over };

  function over(ours: Measured, progress: (words: string, round: Round) => void): Weather {
    const make = (kind: StormKind) => makeStorm(ours.target.urls[0] as string, perSecond, accounts[kind]);
    const storms: Record<StormKind, LoginStorm> = { real: make('real'), light: make('light') };
    const kept = { real: { ours: [], bare: [] }, light: { ours: [], bare: [] } } as Kept;
    const calms: Record<Side['name'], Round[]> = { ours: [], bare: [] };
    const sideOf = (kind: StormKind, name: Side['name']): StormySide => {
      const stormy = kept[kind][name];
      const ratio = (pick: (round: Round) => number) => medianRatio(stormy, calms[name], pick);
      return {
        p50: medianOf(stormy, (round) => round.p50),
        p99: medianOf(stormy, (round) => round.p99),
        p99Ratio: ratio((round) => round.p99),
        lateP99: medianOf(stormy, (round) => round.lateP99),
        lateRatio: ratio((round) => round.lateP99),
      };
    };
    const reportOf = (kind: StormKind): StormReport => ({
      signIns: storms[kind].figures(),
      ours: sideOf(kind, 'ours'),
      bare: sideOf(kind, 'bare'),
    });
    return {
      async turn(sides, work, calm) {
        for (const side of sides) {
          calms[side.name].push(calm[side.name]);
          for (const kind of KINDS) {
            const round = await storms[kind].during(() => side.round(work));
            kept[kind][side.name].push(round);
            progress(`${side.name}, ${kind} sign-ins`, round);
          }
        }
      },
      report: () => ({ real: reportOf('real'), light: reportOf('light') }),
    };
  }
}

type Kept = Record<StormKind, Record<Side['name'], Round[]>>;
