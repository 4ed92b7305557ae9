/**
 * Ads that were seen in an element's own timeline, on sites that do not tell content time: what ran between them is the
 * story. Good to the delay with which an ad's mark shows, twice; ads not seen yet shift nothing. Pure.
 */
export interface Span {
  /** Element seconds. */
  readonly from: number;
  readonly to: number;
}

export interface StitchedAds {
  /** In order, without overlaps. */
  readonly seen: readonly Span[];
  readonly running: Span | null;
}

export const NO_ADS: StitchedAds = { seen: [], running: null };

/** Readings come each 100 ms, each second in a hidden tab: a longer step is a jump, and no part of an ad. */
const STEP_MAX_S = 3;
/** An ad in an element of its own leaves the film's clock where it was. */
const SPAN_MIN_S = 0.5;

/** Take a look in. `media`: element seconds. */
export function noteAd({ seen, running }: StitchedAds, media: number, ad: boolean): StitchedAds {
  const goesOn = running !== null && media >= running.to && media - running.to <= STEP_MAX_S;
  if (ad) return { seen, running: { from: goesOn ? running.from : media, to: media } };
  if (running === null) return { seen, running };
  if (running.to - running.from < SPAN_MIN_S) return { seen, running: null };
  return { seen: merged(seen, { from: running.from, to: goesOn ? media : running.to }), running: null };
}

/** An ad that is seen again is the same ad. */
function merged(seen: readonly Span[], span: Span): Span[] {
  const touches = (other: Span) => other.from <= span.to && span.from <= other.to;
  const same = [span, ...seen.filter(touches)];
  const whole = {
    from: Math.min(...same.map(({ from }) => from)),
    to: Math.max(...same.map(({ to }) => to)),
  };
  return [...seen.filter((other) => !touches(other)), whole].sort((a, b) => a.from - b.from);
}

/** Seconds of ads before an element's time. */
export const adsBefore = (seen: readonly Span[], media: number): number =>
  seen.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(media, to) - from), 0);

/** Element seconds of a content position, behind the ads that lie at it or before. */
export const pastAds = (seen: readonly Span[], content: number): number =>
  seen.reduce((media, { from, to }) => (media >= from ? media + to - from : media), content);
