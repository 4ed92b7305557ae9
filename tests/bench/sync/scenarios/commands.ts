import { percentiles } from '../../../support/skew.ts';
import { type Start, startAfter } from '../metrics/start.ts';
import { mediaClockSkew, type Window } from '../metrics/tracks.ts';
import { pass, playFrom } from '../rig.ts';
import {
  clickPlay,
  clickScrubber,
  collect,
  filmState,
  forget,
  lastClickAt,
  records,
  shownFrame,
  untilAll,
  type Viewer,
} from '../viewer.ts';
import { commonNow, type Scenario, START_WITHIN_MS } from './scenario.ts';

const ROUNDS = 4;
const FIRST_MS = 3_000;
/** The clips change every second, but a place that was shown before is buffered: go back and forth. */
const PLACES_S = [60, 15, 85, 35];

/**
 * Rounds of play, seek and pause by the viewers in turn: start skew, click to moving, skew 3 s after a seek, and whether
 * all stand on the same picture after a pause.
 * @param rounds fewer for a quick look at the pause alone
 */
export const commands =
  (rounds = ROUNDS): Scenario =>
  async (rig, progress) => {
    const { viewers } = rig;
    await forget(viewers);
    const from = commonNow();
    const starts: (Start | null)[] = [];
    const seekWindows: Window[] = [];
    const apart: number[] = [];
    const apartMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const hand = chromiumOf(viewers, round);
      progress(`round ${round + 1} of ${rounds}: ${hand.name} plays, jumps and pauses`);
      await playFrom(hand);
      await untilAll(viewers, (state) => !state.paused, 'all play', START_WITHIN_MS);
      await pass(FIRST_MS + 700);
      await collect(viewers);
      starts.push(startAfter(records(viewers), lastClickAt(hand)!, commonNow()));

      const place = PLACES_S[round % PLACES_S.length]!;
      await clickScrubber(hand, place);
      await untilAll(viewers, (state) => Math.abs(state.position - place) < 6, 'all jumped', START_WITHIN_MS);
      await collect(viewers);
      const jumpedAt = lastClickAt(hand)!;
      await pass(Math.max(0, jumpedAt + FIRST_MS + 1_200 - commonNow()));
      seekWindows.push({ from: jumpedAt + FIRST_MS, to: jumpedAt + FIRST_MS + 1_000 });

      await clickPlay(chromiumOf(viewers, round + 1));
      await untilAll(viewers, (state) => state.paused, 'all pause', START_WITHIN_MS);
      await pass(2_000);
      await collect(viewers);
      const stills = await standing(viewers);
      apart.push(spanOf(stills.map((still) => still.frame ?? Number.NaN)));
      apartMs.push(spanOf(stills.map((still) => still.position * 1000)));
    }
    const made = starts.filter((start) => start !== null);
    const all = records(viewers);
    return {
      window: { from, to: commonNow() },
      figures: {
        startSkew: percentiles(made.map((start) => start.skew)).max,
        clickToMoving: percentiles(made.map((start) => start.clickToMoving)).p95,
        detail: {
          startSkews: made.map((start) => start.skew),
          clicksToMoving: made.map((start) => start.clickToMoving),
          startSeeks: made.reduce((sum, start) => sum + start.seeks, 0),
          failedStarts: starts.length - made.length,
          startLatencies: made.flatMap((start) => start.latencies),
          toldToStartAt: made.flatMap((start) => start.toldAt),
          afterSeekP50: mediaClockSkew(all, seekWindows).p50,
          afterSeekP95: mediaClockSkew(all, seekWindows).p95,
          framesApartAfterPause: apart,
          msApartAfterPause: apartMs,
        },
      },
    };
  };

/** Commands come from Chromium viewers: only their clicks are timed to the millisecond. */
function chromiumOf(viewers: readonly Viewer[], turn: number): Viewer {
  const able = viewers.filter((viewer) => viewer.browser === 'chromium');
  return able[turn % able.length]!;
}

/** What each viewer looks at: the picture by its pixels, and the position of the element, s. */
const standing = (viewers: readonly Viewer[]) =>
  Promise.all(
    viewers.map(async (viewer) => ({
      frame: await shownFrame(viewer),
      position: (await filmState(viewer)).position,
    })),
  );

const spanOf = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
