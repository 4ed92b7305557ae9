/** One way to break the engine that the simulation has to notice. */
export interface Mutant {
  name: string;
  /** What it does to a party. */
  why: string;
  changes: readonly Change[];
}

/** A text of a file that stands there exactly once, and what it becomes. */
export interface Change {
  file: string;
  from: string;
  to: string;
}

const CONTROLLER = 'extension/content/controller';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'gain-sign',
    why: 'S17: who is behind is slowed down, who is ahead is sped up',
    changes: [
      { file: `${CONTROLLER}/drift.ts`, from: 'Math.max(GAIN_PER_S * error', to: 'Math.max(-GAIN_PER_S * error' },
    ],
  },
  {
    name: 'no-hysteresis',
    why: 'S17: a correction ends where it begins, and one reading is enough to begin it',
    changes: [
      {
        file: `${CONTROLLER}/drift.ts`,
        from: 'return passed || size < band.end ? { drift: lock',
        to: 'return passed || size < band.start ? { drift: lock',
      },
      { file: `${CONTROLLER}/drift.ts`, from: 'if (over >= TRIM_TICKS)', to: 'if (over >= 1)' },
    ],
  },
  {
    name: 'own-latency-as-drift',
    why: 'S18: what an own seek takes is corrected as if the film had slipped',
    changes: [
      {
        file: `${CONTROLLER}/seek.ts`,
        from: "if (seek.kind !== 'seek') return null;",
        to: "s.operation = NO_OPERATION;\n  if (seek.kind) return null;\n  if (seek.kind !== 'seek') return null;",
      },
      { file: `${CONTROLLER}/run.ts`, from: 'if (o.seeking || o.readyState < 3) {', to: 'if (o.seeking && false) {' },
    ],
  },
  {
    name: 'no-rate-forgotten',
    why: 'S16: a player that has no speed to set is waited for as if it had',
    changes: [
      {
        file: `${CONTROLLER}/run.ts`,
        from: 'const siteHasNoRate = !o.capabilities.rate || s.rate.unusable;',
        to: 'const siteHasNoRate = false;',
      },
    ],
  },
  {
    name: 'other-cut-followed',
    why: 'S25: a page that shows another cut is moved to where the party is in its own',
    changes: [
      {
        file: `${CONTROLLER}/follow.ts`,
        from: "if (o.media === 'right' && o.phase",
        to: "if ((o.media === 'right' || o.media === 'other-cut') && o.phase",
      },
    ],
  },
];

/** The text with the change in it. @throws if it does not stand there exactly once: the mutant no longer fits the code */
export function mutated(text: string, { file, from, to }: Change): string {
  const places = text.split(from).length - 1;
  if (places !== 1) throw new Error(`"${from}" stands ${places} times in ${file}: mend tests/mutants/mutants.ts`);
  return text.replace(from, () => to);
}
