import { beginBurst, flushBurst, settleBurst } from './intent-burst.ts';
import { type Facts, freshIntents, type Happening, handOn, type IntentState, type Verdict } from './intent-facts.ts';

/**
 * Which of the player's events were a person's act? What a write token explains never was. The rest is a person's unless
 * the site's own state explains it; a jump needs a hand on the page besides, for players jump by themselves after stalls
 * and ads, and a party that obeys that throws everybody back. Pure: facts in, intents and a reason out.
 */

/** A site starts its new source by itself; a click that chose the title is not a click on play. */
export const SOURCE_QUIET_MS = 2_000;
/** Without a hand, the first play within this time of a new source is the site's autoplay. */
export const AUTOPLAY_WINDOW_MS = 10_000;
/** Players pause, jump and resume around the edges of ads. */
export const PHASE_QUIET_MS = 1_500;
/** Sites set the rate back to 1 within 1-2 s of init, source change and seek [VSC, A]. */
export const RATE_RESET_WINDOW_MS = 2_000;
/** A player may hold itself while it fetches what a seek needs. */
export const SEEK_PAUSE_WINDOW_MS = 3_000;

const HAVE_FUTURE_DATA = 3;
const HAVE_CURRENT_DATA = 2;

/** Judge one event of the player. */
export function judge(before: IntentState, happening: Happening, facts: Facts): Verdict {
  const state = notePhase(before, facts);
  switch (happening.kind) {
    case 'source':
      return quiet({ ...freshIntents(facts.now, state.phase), phaseChangedAt: state.phaseChangedAt }, 'source');
    case 'quiet':
      return settleBurst(state, facts);
    case 'flush':
      return flushBurst(state, facts);
    case 'rate':
      return judgeRate(state, happening, facts);
    case 'seeking':
      return judgeSeeking({ ...state, seekAt: facts.now }, happening.explained, facts);
    case 'seeked':
      return settleBurst(state, facts);
    case 'play':
      return judgePlay(state, happening.explained, facts);
    case 'pause':
      return judgePause(state, happening.explained, facts);
  }
}

const quiet = (state: IntentState, reason: string): Verdict => ({
  state,
  intents: [],
  settleAt: state.burst?.settleAt ?? null,
  reason,
});

function notePhase(state: IntentState, facts: Facts): IntentState {
  return facts.phase === state.phase ? state : { ...state, phase: facts.phase, phaseChangedAt: facts.now };
}

/** A hand that came after something is not its cause: the click that chose a title or skipped an ad is older than the source. */
const handSince = (facts: Facts, since: number): boolean => handOn(facts) && facts.inputAt > since;

const aroundAd = (state: IntentState, facts: Facts): boolean =>
  facts.phase === 'ad' || facts.now - state.phaseChangedAt < PHASE_QUIET_MS;

function judgePlay(before: IntentState, explained: boolean, facts: Facts): Verdict {
  const state = { ...before, started: true, pausedBySite: false };
  if (explained) return quiet(touchBurst(state), 'own');
  if (aroundAd(state, facts)) return quiet(state, 'ad');
  const sinceSource = facts.now - state.sourceAt;
  const hand = handOn(facts);
  const autoplay = !before.started && !hand && sinceSource < AUTOPLAY_WINDOW_MS;
  const siteStarts = sinceSource < SOURCE_QUIET_MS && !handSince(facts, state.sourceAt);
  if (siteStarts || autoplay) return quiet(state, 'autoplay');
  if (state.burst) return settleBurst(state, facts);
  if (before.pausedBySite && !hand) return quiet(state, 'site-resumes');
  return {
    ...quiet(state, 'person'),
    intents: [{ kind: 'play', position: facts.position, pressedAt: facts.inputAt }],
  };
}

function judgePause(state: IntentState, explained: boolean, facts: Facts): Verdict {
  if (explained) return quiet(touchBurst({ ...state, pausedBySite: false }), 'own');
  const why = sitesPause(state, facts);
  if (why) return quiet({ ...state, pausedBySite: true }, why);
  if (state.burst) return settleBurst(state, facts);
  return quiet({ ...state, pausedBySite: false, burst: beginBurst('pause', facts) }, 'maybe-scrub');
}

/** Why a pause is the site's own; null: a person's (also a media key's, which leaves no trace on the page). */
function sitesPause(state: IntentState, facts: Facts): string | null {
  if (facts.ended) return 'ended';
  if (aroundAd(state, facts)) return 'ad';
  const hand = handOn(facts);
  if (!hand && facts.now - state.sourceAt < SOURCE_QUIET_MS) return 'source';
  if (!hand && facts.prompted) return 'prompt';
  const fetching = facts.seeking || facts.readyState < HAVE_FUTURE_DATA;
  const newHand = facts.inputAt > state.seekAt;
  if (fetching && facts.now - state.seekAt < SEEK_PAUSE_WINDOW_MS && !newHand) return 'seek-pauses';
  if (!hand && facts.readyState < HAVE_CURRENT_DATA) return 'stall';
  return null;
}

function judgeSeeking(state: IntentState, explained: boolean, facts: Facts): Verdict {
  if (explained) return quiet(touchBurst(state), 'own');
  if (aroundAd(state, facts)) return quiet({ ...state, burst: null }, 'ad');
  // Players go to where they left off, also after an ad that a click has ended.
  const young = facts.now - state.sourceAt < SOURCE_QUIET_MS && !handSince(facts, state.sourceAt);
  if (young) return quiet({ ...state, burst: null }, 'source');
  const burst = beginBurst('seek', facts, state.burst);
  return quiet({ ...state, burst }, burst.byHand ? 'person' : 'site-jump');
}

function judgeRate(state: IntentState, happening: { rate: number; explained: boolean }, facts: Facts): Verdict {
  if (happening.explained) return quiet(state, 'own');
  if (aroundAd(state, facts)) return quiet(state, 'ad');
  const around = Math.min(facts.now - state.sourceAt, facts.now - state.seekAt) < RATE_RESET_WINDOW_MS;
  const newHand = handSince(facts, Math.max(state.sourceAt, state.seekAt));
  const resets = happening.rate === 1 ? around || !handOn(facts) : around && !handOn(facts);
  if (resets && !newHand) return quiet(state, 'site-reset');
  return {
    ...quiet(state, 'person'),
    intents: [{ kind: 'rate', position: facts.position, rate: happening.rate }],
  };
}

/** One of our own writes fell into a burst: whether the player runs at its end is then not the person's doing. */
const touchBurst = (state: IntentState): IntentState =>
  state.burst ? { ...state, burst: { ...state.burst, ownWrites: true } } : state;
