import { until } from '../../../support/poll.ts';
import { backInStepAfter, farthest, thrownBack } from '../metrics/recovery.ts';
import { countWrites } from '../metrics/writes.ts';
import { pass, playFrom, standAt } from '../rig.ts';
import { collect, filmState, forget, records, untilAll } from '../viewer.ts';
import { commonNow, type Scenario, SETTLE_MS, START_WITHIN_MS } from './scenario.ts';

const STALLS_MS = [2_000, 6_000];
const WATCH_MS = 10_000;
const NEAR_MS = 20;
/** A film thrown back by less moved by a correction, not by somebody's stall. */
const AT_REST_MS = 50;

/**
 * The film of one viewer runs dry. Needs a page that is fed by script (`--site mse`). With the party waiting for nobody
 * it must come back by one seek; however the party waits, nobody may be thrown back.
 */
export const stall: Scenario = async (rig, progress) => {
  const { viewers } = rig;
  const [host] = viewers;
  const victim = viewers.at(-1)!;
  const others = () => records(viewers).filter((record) => record !== victim.record);
  const detail: Record<string, number | null> = {};
  for (const [nth, ms] of STALLS_MS.entries()) {
    if (nth > 0) await standAt(rig, 3);
    await playFrom(host!);
    await untilAll(viewers, (state) => !state.paused, 'all play', START_WITHIN_MS);
    await pass(SETTLE_MS);
    await forget(viewers);
    progress(`${victim.name}'s film runs dry for ${ms} ms`);
    const from = commonNow();
    // The page starves at the next whole second: add what is left of this one.
    await victim.tab.run(`(() => {
      const v = document.querySelector('video');
      window.__standin.stall(${ms} + (Math.floor(v.currentTime) + 1 - v.currentTime) * 1000);
    })()`);
    await until(async () => (await filmState(victim)).readyState < 3, `${victim.name}'s film stalls`, 5_000);
    await until(
      async () => (await filmState(victim)).readyState >= 3,
      `${victim.name}'s film has data again`,
      ms + 8_000,
    );
    const fedAt = commonNow();
    await pass(WATCH_MS);
    await collect(viewers);
    const whole = { from, to: fedAt + WATCH_MS };
    detail[`${ms}.backMs`] = backInStepAfter(victim.record, others(), { from: fedAt, to: fedAt + WATCH_MS }, NEAR_MS);
    detail[`${ms}.off`] = farthest(victim.record, others(), whole);
    detail[`${ms}.seeks`] = countWrites([victim.record], [whole]).seeks;
    detail[`${ms}.othersSeeks`] = countWrites(others(), [whole]).seeks;
    detail[`${ms}.thrownBack`] = Math.max(...others().map((record) => thrownBack(record, whole)));
    detail[`${ms}.anybodyThrownBack`] = Number(detail[`${ms}.thrownBack`]! > AT_REST_MS);
  }
  return { window: null, figures: { detail } };
};
