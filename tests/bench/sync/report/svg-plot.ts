/** One line of the plot: name and points (seconds or what `across` says, ms). */
export interface Line {
  name: string;
  points: readonly { s: number; ms: number }[];
}

export interface Plot {
  title: string;
  lines: readonly Line[];
  /** A horizontal line with words, e.g. one film frame. */
  marks?: readonly { ms: number; words: string }[];
  /** What runs across; absent: seconds. */
  across?: { step: number; unit: string };
}

const WIDTH = 860;
const HEIGHT = 380;
const LEFT = 58;
const RIGHT = 130;
const TOP = 44;
const BOTTOM = 46;
/** Skews span four decades: linear, the good ones would be one line with the axis. */
const LOWEST_MS = 1;
const GRID_MS = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000];
/** More points than pixels say nothing more; of each column the worst is kept. */
const COLUMNS = 400;
/** Readable on white and on near black. */
const COLOURS = ['#2f9e6e', '#d9822b', '#3b7dd8', '#c2408f', '#8a63d2', '#8c8c3a'];

const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const round = (value: number) => Math.round(value * 10) / 10;

/** Keeps the worst point of each column, so that thinning hides no peak. */
export function thin(points: Line['points'], columns = COLUMNS): Line['points'] {
  if (points.length <= columns) return points;
  const first = points[0]!.s;
  const width = (points.at(-1)!.s - first || 1) / columns;
  const worst = new Map<number, { s: number; ms: number }>();
  for (const point of points) {
    const column = Math.floor((point.s - first) / width);
    const held = worst.get(column);
    if (!held || point.ms > held.ms) worst.set(column, point);
  }
  return [...worst.values()];
}

/** Skew over time as an SVG picture: logarithmic, for light and dark pages alike. */
export function skewPlot({ title, lines, marks = [], across }: Plot): string {
  const all = lines.flatMap((line) => line.points);
  const seconds = Math.max(1, ...all.map((point) => point.s));
  const most = Math.max(100, ...all.map((point) => point.ms), ...marks.map((mark) => mark.ms));
  const top = GRID_MS.find((ms) => ms >= most) ?? most;
  const x = (s: number) => round(LEFT + (s / seconds) * (WIDTH - LEFT - RIGHT));
  const y = (ms: number) => {
    const share = Math.log(Math.max(ms, LOWEST_MS) / LOWEST_MS) / Math.log(top / LOWEST_MS);
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM));
  };
  const text = (atX: number, atY: number, words: string, extra = '') =>
    `<text x="${atX}" y="${atY}" ${extra}>${escapeText(words)}</text>`;
  const right = WIDTH - RIGHT;
  const grid = GRID_MS.filter((ms) => ms <= top).map(
    (ms) =>
      `<path class="grid" d="M${LEFT} ${y(ms)}H${right}"/>${text(LEFT - 8, y(ms) + 4, `${ms} ms`, 'text-anchor="end"')}`,
  );
  const everyS = across?.step ?? [5, 10, 20, 30, 60, 120].find((step) => seconds / step <= 9) ?? 300;
  const ticks: string[] = [];
  for (let s = 0; s <= seconds; s += everyS)
    ticks.push(text(x(s), HEIGHT - BOTTOM + 20, `${s} ${across?.unit ?? 's'}`, 'text-anchor="middle"'));
  const marked = marks.map(
    ({ ms, words }) =>
      `<path class="mark" d="M${LEFT} ${y(ms)}H${right}"/>${text(right - 6, y(ms) - 5, words, 'class="soft" text-anchor="end"')}`,
  );
  const drawn = lines.map((line, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const path = thin(line.points)
      .map((point, n) => `${n === 0 ? 'M' : 'L'}${x(point.s)} ${y(point.ms)}`)
      .join('');
    const name = text(right + 14, TOP + 14 + i * 20, line.name, `fill="${colour}" style="fill:${colour}"`);
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round"/>${name}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escapeText(title).replace(/"/g, '&quot;')}">
<style>text{font:13px system-ui,sans-serif;fill:#444}.soft{fill:#777}.title{font-weight:600;font-size:15px;fill:#222}.grid{stroke:#8884;fill:none}.mark{stroke:#888;stroke-dasharray:5 4;fill:none}
@media (prefers-color-scheme:dark){text{fill:#bbb}.soft{fill:#999}.title{fill:#eee}}</style>
${text(LEFT, 24, title, 'class="title"')}
${[...grid, ...ticks, ...marked, ...drawn].join('\n')}
</svg>
`;
}
