import { HOST_GRACE_MS, PRESENCE_GRACE_MS } from '../../shared/protocol/limits.ts';

/** Numbers that the party rules decide by. One object, so that tests can shorten what would take a minute. */
export interface Rules {
  /** S11. */
  leadMarginMs: number;
  leadMinMs: number;
  leadMaxMs: number;
  /** S12: a pause settles where its sender stood, if that is as near as a round trip explains; else where the party is. */
  settleMaxS: number;
  /** S23: a shorter stall is the viewer's own to catch up. */
  stallMs: number;
  /** S23: longest hold. */
  holdMaxMs: number;
  /** S24: longest hold for an ad. */
  adHoldMaxMs: number;
  /** S23: holds that one member can cause in `holdWindowMs`. */
  holdsPerWindow: number;
  holdWindowMs: number;
  /** Ready for this long before a hold ends: a buffer at its edge flips once or twice. */
  readySettleMs: number;
  /** S29. */
  hostGraceMs: number;
  presenceGraceMs: number;
}

export const RULES: Rules = {
  leadMarginMs: 10,
  leadMinMs: 150,
  leadMaxMs: 1_500,
  settleMaxS: 2,
  stallMs: 1_500,
  holdMaxMs: 20_000,
  adHoldMaxMs: 30_000,
  holdsPerWindow: 2,
  holdWindowMs: 60_000,
  readySettleMs: 300,
  hostGraceMs: HOST_GRACE_MS,
  presenceGraceMs: PRESENCE_GRACE_MS,
};

/** Commands remembered for idempotent retries (S3); a retry comes within seconds, a busy party sends some ten a second. */
export const APPLIED_KEPT = 256;
/** Memberships a party remembers, of who is there, has left or was cut off; `seats-kept` says which goes first. */
export const SEATS_KEPT = 500;
/** Who sat there for so long in all has watched with the others: an episode is the shortest that people meet for. */
export const STAYED_MIN_MS = 20 * 60_000;
/**
 * A broadcast goes out before it is on disk, so clients may have seen a `rev` that a killed server lost. A restored party
 * goes on above it, or they would ignore what it says (S4): at the party clock's milliseconds, which no party outruns, and at
 * least this much higher where the clock was set back.
 */
export const RESTORE_REV_STEP = 1_000;
