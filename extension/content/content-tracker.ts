/**
 * Which title does the page show? Neither the address nor the media says it alone: the address runs a second ahead of
 * the media (YouTube, Crunchyroll), or a site swaps media for an ad. A change counts when both have changed and the new
 * media is in. Pure.
 */
export interface PageLook {
  now: number;
  mediaKey: string | null;
  /** Do address and player agree on it? */
  settled: boolean;
  /** Generation of the elected media; null: there is none. */
  generation: number | null;
  /** Its metadata is in. */
  loaded: boolean;
}

export interface TrackedContent {
  /** Title that the media in the player belongs to; null: none. */
  mediaKey: string | null;
  generation: number | null;
  generationSince: number;
  /** Title in the address whose media is not in yet. */
  coming: string | null;
  comingSince: number;
}

export const NO_CONTENT: TrackedContent = {
  mediaKey: null,
  generation: null,
  generationSince: -Infinity,
  coming: null,
  comingSince: -Infinity,
};

/** Pages whose address and player never agree are believed by their address after this time. */
export const DISAGREE_MS = 5_000;

/** Some sites change the media first: a source this young may belong to an address that has only come now. */
export const YOUNG_MEDIA_MS = 3_000;

/** Take a look in. */
export function trackContent(before: TrackedContent, look: PageLook): TrackedContent {
  const state =
    look.generation === before.generation
      ? before
      : { ...before, generation: look.generation, generationSince: look.now };
  if (look.mediaKey === null) return { ...state, mediaKey: null, coming: null };
  if (look.mediaKey === state.mediaKey) return { ...state, coming: null };
  const since = state.coming === look.mediaKey ? state.comingSince : look.now;
  const waiting = { ...state, coming: look.mediaKey, comingSince: since };
  // The first title of a page, or one after a page without film, has no old media that could be mistaken for it.
  if (state.mediaKey === null && look.settled && look.generation !== null)
    return { ...state, mediaKey: look.mediaKey, coming: null };
  if (look.generation === null || !look.loaded) return waiting;
  if (!look.settled && look.now - since < DISAGREE_MS) return waiting;
  const changed = state.generationSince >= since - YOUNG_MEDIA_MS;
  if (state.mediaKey !== null && !changed) return waiting;
  return { ...state, mediaKey: look.mediaKey, coming: null };
}

/** For a while after the address has moved on, the player may be at its old title, at the new one, or between. */
export const isMoving = (state: TrackedContent, now: number): boolean =>
  state.coming !== null && now - state.comingSince < DISAGREE_MS;
