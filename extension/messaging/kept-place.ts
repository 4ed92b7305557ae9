/** Something that happened, noted between two messages. */
export interface Line {
  id: number;
  afterSeq: number;
  text: string;
  /** Where the film went: the next such line takes the place of this one if nobody spoke in between. */
  playback: boolean;
}

/** So many lines are kept; the oldest go. */
export const LINES_MAX = 50;

/**
 * What nobody but the overlay on the party's page knows: the background keeps it for the page that comes after this one, in
 * the same tab and party, and no longer.
 */
export interface KeptPlace {
  /** Newest number that has been read. */
  readUpTo: number;
  lines: readonly Line[];
  /** What stands half written in the field. */
  draft: string;
}
