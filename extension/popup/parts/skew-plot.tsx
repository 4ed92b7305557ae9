/** Signed distance to the party, ms; null: unknown at that moment. */
export type SkewPoint = number | null;

const WIDTH = 328;
const HEIGHT = 72;
/** The plot is never finer than this, or the noise of a good line would look like trouble. */
const LEAST_MS = 20;

/** Path of the known stretches, scaled to the largest distance; and that scale. */
export function skewPath(points: readonly SkewPoint[], most: number): { path: string; scaleMs: number } {
  const scaleMs = Math.max(LEAST_MS, ...points.map((p) => Math.abs(p ?? 0)));
  let pen = 'M';
  let path = '';
  points.forEach((point, index) => {
    if (point === null) {
      pen = 'M';
      return;
    }
    const x = ((index + most - points.length) / (most - 1)) * WIDTH;
    const y = HEIGHT / 2 - (point / scaleMs) * (HEIGHT / 2 - 2);
    path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    pen = 'L';
  });
  return { path, scaleMs };
}

export function SkewPlot({ points, label, most }: { points: readonly SkewPoint[]; label: string; most: number }) {
  const { path, scaleMs } = skewPath(points, most);
  return (
    <figure class="pop-plot">
      <figcaption class="wp-sub">
        {label} (±{Math.round(scaleMs)})
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <path class="pop-plot-zero" d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
        <path class="pop-plot-line" d={path} />
      </svg>
    </figure>
  );
}
