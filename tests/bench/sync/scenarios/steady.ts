import { extraShares, taskShares } from '../cpu-share.ts';
import { FILM_FPS } from '../films.ts';
import { runLineEvents } from '../line-events.ts';
import { meanDistance } from '../metrics/recovery.ts';
import { sameFrameShare } from '../metrics/same-frame.ts';
import { startAfter } from '../metrics/start.ts';
import { frameSkew, mediaClockSkew, shifted, type ViewerRecord, type Window } from '../metrics/tracks.ts';
import { countWrites } from '../metrics/writes.ts';
import { outageMs, PROFILES } from '../network-profiles.ts';
import { pass, playFrom } from '../rig.ts';
import { collect, forget, lastClickAt, records, untilAll } from '../viewer.ts';
import { joinedAgain, joinsGranted } from './rejoins.ts';
import { commonNow, type Scenario, SETTLE_MS, START_WITHIN_MS } from './scenario.ts';

/**
 * Play once, wait until it is steady, measure.
 * @param baseline task time without a party, for the cost; empty: not measured
 */
export const steady =
  (baseline: readonly (number | null)[] = []): Scenario =>
  async (rig, progress) => {
    const { viewers, options } = rig;
    const [host] = viewers;
    await forget(viewers);
    progress('play');
    await playFrom(host!);
    await untilAll(viewers, (state) => !state.paused, 'all play', START_WITHIN_MS);
    const shownBefore = commonNow();
    await pass(SETTLE_MS);
    const events = PROFILES[options.profile].events(viewers.length, options.seconds);
    const outMs = outageMs(events);
    const joins = outMs > 0 ? await joinsGranted(rig) : 0;
    const steadySince = commonNow();
    const endEvents = runLineEvents(events, viewers);
    if (outMs > 0) {
      progress(`an outage, ${outMs / 1_000} s from here`);
      await pass(outMs);
    }
    const backFrom = commonNow();
    progress(`steady: measuring ${options.seconds} s on profile ${options.profile}`);
    const window = { from: backFrom, to: backFrom + options.seconds * 1_000 };
    const away = events.filter(({ kind }) => kind === 'offline').length;
    const backAt = away > 0 ? joinedAgain(rig, joins + away, options.seconds * 1_000).catch(() => null) : null;
    const shares = await taskShares(viewers, options.seconds * 1_000);
    await pass(Math.max(0, window.to + 100 - commonNow()));
    endEvents();
    await collect(viewers);
    const plain = records(viewers);
    const all = options.inject === 0 ? plain : [shifted(plain[0]!, options.inject), ...plain.slice(1)];
    const clickAt = lastClickAt(host!) ?? shownBefore;
    const start = startAfter(all, clickAt, window.from);
    const { seeks, rateWrites, maxRateDeviation, correctionShare } = countWrites(all, [window]);
    const cost = baseline.length > 0 ? extraShares(shares, baseline) : null;
    return {
      window: { from: clickAt, to: window.to },
      figures: {
        m1: mediaClockSkew(all, [window]),
        m2: frameSkew(all, [window]),
        m3: sameFrameShare(all, [window], FILM_FPS),
        startSkew: start?.skew ?? null,
        clickToMoving: start?.clickToMoving ?? null,
        seeks,
        rateWrites,
        maxRateDeviation,
        correctionShare,
        droppedFrames: all.reduce((sum, record) => sum + record.dropped, 0),
        cpuShare: cost?.mean ?? null,
        cpuShareWorst: cost?.worst ?? null,
        detail: {
          startSeeks: start?.seeks ?? null,
          ...(outMs > 0 ? ofTheOutage(all, { from: steadySince, to: steadySince + outMs }, await backAt) : {}),
          framesASecond: framesASecond(all, window),
          besideTheOthersMs: besideTheOthers(all, window),
          besideTheOthersAtTheStartMs: besideTheOthers(all, { from: clickAt + 1_500, to: clickAt + 2_500 }),
        },
      },
    };
  };

/** How far apart all were meanwhile, and how soon after it who was away sat in the party again: going on alone is not back. */
const ofTheOutage = (all: readonly ViewerRecord[], window: Window, backAt: number | null) => ({
  offlineM1P95: mediaClockSkew(all, [window]).p95,
  backMs: backAt === null ? null : backAt - window.to,
});

const besideTheOthers = (all: readonly ViewerRecord[], window: Window): number[] =>
  all.map((one) =>
    meanDistance(
      one,
      all.filter((other) => other !== one),
      window,
    ),
  );

/** Pictures shown, the slowest viewer: tells whether the machine kept up. */
function framesASecond(all: ReturnType<typeof records>, { from, to }: { from: number; to: number }): number {
  const counts = all.map((record) => record.frames.filter(({ at }) => at >= from && at <= to).length);
  return (Math.min(...counts) * 1_000) / (to - from);
}
