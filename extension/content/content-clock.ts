import { adsBefore, NO_ADS, noteAd, pastAds, type StitchedAds } from './stitched-ads.ts';

/**
 * Content time from element time, where a site stitches ads into one media timeline: the offset between the two is
 * constant between ads, so it is held and only replaced when readings agree on another one for `CONFIRM_MS`. Reading the
 * site's own clock each time would bring its lag (Netflix: up to 500 ms) and its steps into the position. Pure.
 */
export interface ClockState {
  /** Element seconds minus content seconds; null until the site's clock was read. */
  readonly offset: number | null;
  /** A different offset, and since when (ms) all readings agree on it. */
  readonly candidate: { readonly offset: number; readonly since: number; readonly confirmMs: number } | null;
  /** Last reading of the site's clock: content seconds, and when (ms). */
  readonly site: { readonly content: number; readonly at: number } | null;
  /** Last content position outside of ads: where the story stands while an ad runs. */
  readonly lastContent: number;
  /** Ads seen in the element's timeline; used where the site has no clock of its own. */
  readonly ads: StitchedAds;
}

export const FRESH_CLOCK: ClockState = { offset: null, candidate: null, site: null, lastContent: 0, ads: NO_ADS };

/** One look at both clocks. Seconds; `siteContent` null: the site has no clock of its own. */
export interface ClockReading {
  /** Page's monotonic clock, ms. */
  at: number;
  media: number;
  siteContent: number | null;
  /** The site's reading of the media clock at the moment of `siteContent`; null: taken to be `media`, so it lags. */
  siteMedia: number | null;
  ad: boolean;
}

/** Both of the site's clocks come from one sample: their difference is exact but for rounding to ms. */
const EXACT_TOLERANCE_S = 0.05;
/** The site's clock alone lags by up to half a second and a tick. */
const LAGGING_TOLERANCE_S = 0.75;

/**
 * Longer than any clock lags: a clock that tells of before a jump must not pass for an offset. (Two readings of one moment
 * did, and the target of a jump was then read as the place where it came from.)
 */
export const CONFIRM_MS = 750;
/**
 * Longer than a player fetches before it jumps: Prime Video's clock tells the target all the while, and the jump was then
 * read as two.
 */
export const CONFIRM_STEP_MS = 3_500;

/** Take a reading in. In an ad nothing is learned of the offset: the clocks drift apart by design. */
export function readClock(before: ClockState, reading: ClockReading): ClockState {
  const state = { ...before, ads: noteAd(before.ads, reading.media, reading.ad) };
  if (reading.ad) return { ...state, offset: null, candidate: null };
  if (reading.siteContent === null) {
    const { seen } = state.ads;
    const offset = seen.length > 0 ? adsBefore(seen, reading.media) : (state.offset ?? 0);
    return { ...state, offset, candidate: null, site: null, lastContent: reading.media - offset };
  }
  const site = { content: reading.siteContent, at: reading.at };
  const lagging = reading.siteMedia === null;
  const tolerance = lagging ? LAGGING_TOLERANCE_S : EXACT_TOLERANCE_S;
  const raw = (reading.siteMedia ?? reading.media) - reading.siteContent;
  const differs = state.offset !== null && Math.abs(raw - state.offset) > tolerance;
  const agrees = state.candidate !== null && Math.abs(raw - state.candidate.offset) <= tolerance;
  const confirmMs = state.site !== null && stepped(state.site, site) ? CONFIRM_STEP_MS : CONFIRM_MS;
  const candidate = differs ? (agrees ? state.candidate : { offset: raw, since: reading.at, confirmMs }) : null;
  const held = candidate === null || reading.at - candidate.since < candidate.confirmMs;
  const offset = differs && held ? (state.offset ?? raw) : nextOffset(differs ? null : state.offset, raw, lagging);
  // A site that tells its time needs no guess from ads.
  return { offset, candidate: held ? candidate : null, site, lastContent: reading.media - offset, ads: NO_ADS };
}

/** Has the site's clock neither stood still nor run since? Then it tells of a jump that the element has yet to make. */
function stepped(from: NonNullable<ClockState['site']>, to: NonNullable<ClockState['site']>): boolean {
  const moved = to.content - from.content;
  return moved < -LAGGING_TOLERANCE_S || moved > (to.at - from.at) / 1000 + LAGGING_TOLERANCE_S;
}

/** @param known the offset that the reading agrees with; null: there is none, or the reading replaces it */
function nextOffset(known: number | null, raw: number, lagging: boolean): number {
  // A site without stitched ads: what looks like a small offset is the lag.
  if (known === null) return lagging && Math.abs(raw) <= LAGGING_TOLERANCE_S ? 0 : raw;
  // A lagging clock makes offsets look too large, never too small: the smallest is the truest.
  return lagging && known !== 0 ? Math.min(known, raw) : known;
}

/** Content seconds of an element time; null while an ad runs or the offset is not known. */
export const toContent = (state: ClockState, media: number): number | null =>
  state.offset === null ? null : media - state.offset;

/** Element seconds of a content position, as far as known. */
export const toMedia = ({ offset, ads: { seen } }: ClockState, content: number): number =>
  seen.length > 0 ? pastAds(seen, content) : content + (offset ?? 0);
