/** Every number of the controller, by rule. Seconds for errors, milliseconds for times. Reasons: docs/sync.md. */

/** S16: three ticks of 100 ms are longer than any single late reading. */
export const TRIM_TICKS = 3;
/** S16, S15: thresholds by how quietly the position reads (residual sd, s): Chromium, Firefox, and a coarse clock. */
export const DEADBANDS = [
  { noiseBelow: 0.001, start: 0.008, sustained: 0.0035, end: 0.001 },
  { noiseBelow: 0.003, start: 0.012, sustained: 0.006, end: 0.003 },
  { noiseBelow: Number.POSITIVE_INFINITY, start: 0.025, sustained: 0.01, end: 0.006 },
] as const;
/** M1 is a difference of two viewers: a mean error kept for this long is mended although it is inside the deadband. */
export const SUSTAINED_TICKS = 30;

/** S17. */
export const GAIN_PER_S = 0.6;
export const TRIM_MAX = 0.01;
export const PULL_FROM = 0.15;
/** 3 % would take 7.9 s for a kick of 250 ms; the goal is 8 s, with the others' own few ms on top. */
export const PULL_MAX = 0.04;
/**
 * Right after a start or a jump an error is what the learned latency missed. At 1 % 100 ms take ten seconds; so for a
 * short while it is pulled like a larger one, with the exact pitch given up (nobody has heard the scene's pitch yet).
 */
export const FRESH_MS = 5_000;
export const FRESH_PULL_FROM = 0.02;
export const FRESH_PULL_MAX = 0.04;
export const COARSE_FRESH_PULL_FROM = 0.05;
export const HARD_PULL_FROM = 0.5;
/** 5 % would take 11.6 s for a slip of 600 ms, and the time to see it; the goal is 12 s. */
export const HARD_PULL_MAX = 0.055;
export const MUSIC_MAX = 0.005;
/** A large error is no noise: two ticks are proof enough. */
export const PULL_TICKS = 2;
export const SECOND_LOOK_MS = 20;
export const RATE_WRITE_GAP_MS = 300;
export const RATE_STEP_MIN = 0.001;

/** S17: the last row. */
export const SEEK_FROM = 1;
export const SEEK_AFTER_MS = 500;
export const SEEK_COOLDOWN_MS = 1_500;
/** S20, S21: without a rate only seeks are left, and every one is seen. */
export const SEEK_ONLY_FROM = 0.3;
export const SEEK_ONLY_AFTER_MS = 1_000;
/** Beyond any correction of ours: the player runs at a rate that is not the party's, and can't be helped. */
export const FOREIGN_RATE = 0.06;
export const FOREIGN_RATE_FROM = 5;
/** S21: stitched ads shift an approximate clock by less than this. */
export const APPROXIMATE_FROM = 3;

/** S18. */
export const MISS_WINDOW_MS = 10_000;
export const MISSES_MAX = 2;
export const SEEK_BAN_MS = 15_000;
/** How long after landing the place is judged; also when a start is measured (S11). */
export const SETTLE_MS = 300;
/** A seek that no outcome ends. */
export const SEEK_TIMEOUT_MS = 10_000;
/**
 * Landed ahead by more than this, as who has to load does: stand still until the timeline is there. Less is closed by the rate in
 * 2.5 s, and a jump stays one act: each stop is seen on the site's own controls.
 */
export const EARLY_MS = 100;
/** S13: a commanded jump smaller than this is left to the rate law. */
export const JUMP_FROM = 0.15;

/** S11: no later than this a start from where the player stands is still better than a seek. */
export const LATE_MS = 150;
/** But one that is late because it had to load has data now, and a short second landing beats ten seconds of trimming. */
export const LATE_LOADED_MS = 60;
/**
 * Standing ahead of the timeline: wait for it rather than seek, up to this. A first jump whose cost is not learned yet lands up
 * to 0.7 s early; a second one to mend that would be seen too.
 */
export const WAIT_FOR_TIMELINE_MS = 1_000;
/** A planned landing leaves the seek this much of its usual time, and this on top. */
export const PLAN_FACTOR = 1.25;
export const PLAN_MARGIN_MS = 120;
/**
 * A site's own jump is through when its clock is believed again, half a second after the picture: reckoned with where none was
 * measured. The element's 100 ms made two landings in a row come late on Prime Video, and the party was held for it.
 */
export const COSTLY_SEEK_MS = 700;
/** play() is called when the moment is this near: no timer is finer. */
export const START_SLACK_MS = 3;
export const START_TIMEOUT_MS = 2_000;
export const STARTS_MAX = 3;
export const STARTS_WINDOW_MS = 10_000;

/**
 * S12: half a frame at 24 fps is 21 ms, and two viewers 21 ms apart show different frames half of the time: so a still
 * picture is put right down to what the players' clocks can tell.
 */
export const STILL_FRAME_S = 0.004;
/** Where a jump costs a second of loading: half a frame at 24 fps. */
export const STILL_COSTLY_FRAME_S = 0.021;
/**
 * A player that was stopped while it ran may show a frame other than the one of its clock (measured, Chromium 156: 5 of 8
 * pauses); only a seek shows it, and one to where it stands already does nothing. So all go this much further.
 */
export const STILL_NUDGE_S = 0.001;
/** Paused and elsewhere, and no hand did it: the site moved the player. */
export const STILL_SLIP_S = 0.5;
export const STILL_SLIP_MS = 1_000;

/** A play or pause that no write and no intent explains: the intent filter may still be looking at it. */
export const UNEXPLAINED_MS = 400;
/** S19: who presses this soon after the film stopped has not seen it stop: to see it and to press takes longer. */
export const UNSEEN_MS = 500;
/** S20. */
export const REASSERT_MAX = 3;
export const REASSERT_FORGET_MS = 60_000;
export const RATE_TOLERANCE = 0.0005;

/** Own commands: asked again (same id) while the way to the server is down. */
export const COMMAND_RETRY_MS = 500;
/** An intent to be where one is anyway. */
export const SAME_PLACE_S = 0.05;
export const SYNC_REQUEST_GAP_MS = 2_000;

/** S22, S23. */
export const READY_AHEAD_S = 3;
/** Status words change at different distances, so that they do not flicker. */
export const IN_STEP_S = 0.04;
export const OUT_OF_STEP_S = 0.08;
export const STATUS_GAP_MS = 2_000;
/** The timing that goes with a status ages: the first one is made of a single ping. */
export const STATUS_KEEP_MS = 5_000;

/** At most so many latencies are remembered (S11, S18). */
export const LEARNED_KEPT = 5;
