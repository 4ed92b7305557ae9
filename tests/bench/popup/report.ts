import { median, quantile } from '../../../shared/playback/order-statistics.ts';

/** What is promised: the median of the first paint, of each screen, warm and cold. ms */
export const PROMISED_PAINT_MS = 100;

/** What one opening of the popup took, ms. */
export interface Moments {
  /** From the page's beginning to its first contentful paint: the promised one. */
  paint: number;
  /** From the page's beginning to the paint that shows what the screen is about. */
  screen: number;
  /** From the press on the button to the first paint: with the process and the window that the browser makes. */
  press: number;
}

export interface Figures {
  median: number;
  p95: number;
  worst: number;
}

export interface Row {
  /** Such as `home, cold`. */
  what: string;
  openings: number;
  paint: Figures;
  screen: Figures;
  press: Figures;
  /** Null for a bare page: nothing is promised of it. */
  kept: boolean | null;
}

const figuresOf = (values: readonly number[]): Figures => ({
  median: Math.round(median(values)),
  p95: Math.round(quantile(values, 0.95)),
  worst: Math.round(Math.max(...values)),
});

/** One row of the result. @param openings at least one @param ours whether something is promised of it */
export function rowOf(what: string, openings: readonly Moments[], ours = true): Row {
  const of = (moment: keyof Moments) => figuresOf(openings.map((opening) => opening[moment]));
  return {
    what,
    openings: openings.length,
    paint: of('paint'),
    screen: of('screen'),
    press: of('press'),
    kept: ours ? median(openings.map(({ paint }) => paint)) <= PROMISED_PAINT_MS : null,
  };
}

const words = ({ median, p95, worst }: Figures) => [median, p95, worst].join(' / ');

/** The rows as a table of Markdown, median / p95 / worst. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [
    [
      'popup, ms: median / p95 / worst',
      `first paint (promised: median <= ${PROMISED_PAINT_MS})`,
      'screen',
      'press to paint',
      '',
    ],
    ['---', '---', '---', '---', '---'],
    ...rows.map((row) => [
      `${row.what} (${row.openings})`,
      words(row.paint),
      words(row.screen),
      words(row.press),
      row.kept === null ? '' : row.kept ? 'kept' : 'MISSED',
    ]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The order of a round: by turns, each time another one first, so that none is always behind the same. */
export const turn = <T>(all: readonly T[], round: number): T[] => {
  const first = all.length === 0 ? 0 : round % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
};
