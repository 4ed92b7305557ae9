import { type Circumstances, goalTable, type Outcomes } from './document.ts';
import { GOALS } from './goals.ts';

const BEGIN = '<!-- begin: written by npm run bench:sync -- --all -->';
const END = '<!-- end -->';

/** What a visitor asks first; all rows are in docs/bench-sync.md. */
const SHOWN = [
  'm1-C',
  'm1-firefox',
  'm2',
  'start',
  'seek',
  'pause',
  'click-B',
  'click-C',
  'late',
  'seeks',
  'kick-250',
  'stall-6000',
];

/** The part of the README that compares the laws. */
export const comparison = (outcomes: Outcomes, others: readonly string[], about: Circumstances): string =>
  [
    `Measured on ${about.day} in real browsers on ${about.cores} cores, the worst of ${about.seeds.length} seeds; the other columns are other players' correction laws in`,
    'the same rig, one seed each. All rows, and how: [docs/bench-sync.md](docs/bench-sync.md).',
    '',
    goalTable(
      outcomes,
      others,
      GOALS.filter(({ id }) => SHOWN.includes(id)),
    ),
    '',
    '![Skew between four viewers over time, by correction law](docs/images/skew.svg)',
  ].join('\n');

/**
 * @param readme the whole file
 * @returns it with `part` between the marks of the comparison
 * @throws Error if the marks are missing: the figures would be lost unseen
 */
export function withComparison(readme: string, part: string): string {
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END, from);
  if (from < 0 || to < 0) throw new Error(`README.md lacks the marks "${BEGIN}" and "${END}"`);
  return `${readme.slice(0, from + BEGIN.length)}\n\n${part}\n\n${readme.slice(to)}`;
}
