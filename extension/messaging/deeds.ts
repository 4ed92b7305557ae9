/** One write to the player, as its runner noted it (S19). Holds nothing of the film or of people. */
export interface Deed {
  /** Page's monotonic clock, ms. */
  at: number;
  kind: 'play' | 'pause' | 'seek' | 'rate';
  /** Where the rate was written. */
  rate?: number | undefined;
  /** The party's rate. */
  base?: number | undefined;
  /** Seconds behind the party at that moment, negative: ahead; null: not known. */
  off: number | null;
  /** Why, in the controller's words. */
  reason: string;
  /** How long the player took for it, ms; not there while it is at it. */
  tookMs?: number | undefined;
}

/** What a runner says when it is asked. `now`: the same clock as each `at`. */
export interface Deeds {
  now: number;
  deeds: readonly Deed[];
}

/** An evening's trouble is told by its last minutes; a correction by speed takes about four writes. */
export const DEEDS_KEPT = 60;
