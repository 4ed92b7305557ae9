import { backInStepAfter, farthest } from '../metrics/recovery.ts';
import { countWrites } from '../metrics/writes.ts';
import { pass, playFrom, standAt } from '../rig.ts';
import { collect, forget, records, untilAll } from '../viewer.ts';
import { commonNow, type Scenario, SETTLE_MS, START_WITHIN_MS } from './scenario.ts';

const KICKS_S = [0.25, 0.6];
const WATCH_MS = 15_000;
const NEAR_MS = 20;
/** A seek costs the film about this long (docs/sync.md, S18): what remains of the slip is to be the round number. */
const SEEK_DEBT_S = 0.1;
/** The kick itself and what it makes the page do are no correction. */
const KICK_MS = 300;
/** The slip is read once the film runs again and before a correction can have done much. */
const LANDED_MS = { from: 200, to: 500 };

/**
 * The film of one viewer slips, forward and back, by nobody's hand: the page sets `currentTime` itself with no input
 * before. How long until it is within 20 ms again, by what means, and does anybody else feel it?
 */
export const kick: Scenario = async (rig, progress) => {
  const { viewers } = rig;
  const [host] = viewers;
  const victim = viewers.at(-1)!;
  const others = () => records(viewers).filter((record) => record !== victim.record);
  const detail: Record<string, number | null> = {};
  let kicks = 0;
  for (const seconds of KICKS_S) {
    for (const sign of [-1, 1]) {
      const name = `${sign < 0 ? 'back' : 'ahead'}${seconds * 1000}`;
      if (kicks++ > 0) await standAt(rig, 3);
      await playFrom(host!);
      await untilAll(viewers, (state) => !state.paused, 'all play', START_WITHIN_MS);
      await pass(SETTLE_MS);
      await forget(viewers);
      progress(`kicking ${victim.name} ${sign < 0 ? 'back' : 'ahead'} by ${seconds * 1000} ms`);
      const at = commonNow();
      await victim.tab.run(`document.querySelector('video').currentTime += ${sign * seconds + SEEK_DEBT_S}`);
      await pass(WATCH_MS);
      await collect(viewers);
      const window = { from: at + KICK_MS, to: at + WATCH_MS };
      const writes = countWrites([victim.record], [window]);
      const around = countWrites(others(), [{ from: at, to: at + WATCH_MS }]);
      detail[`${name}.ms`] = backInStepAfter(victim.record, others(), { from: at, to: at + WATCH_MS }, NEAR_MS);
      detail[`${name}.off`] = farthest(victim.record, others(), {
        from: at + LANDED_MS.from,
        to: at + LANDED_MS.to,
      });
      detail[`${name}.seeks`] = writes.seeks;
      detail[`${name}.maxRate`] = writes.maxRateDeviation;
      detail[`${name}.othersSeeks`] = around.seeks;
      detail[`${name}.othersRateWrites`] = around.rateWrites;
      detail[`${name}.othersPlays`] = around.plays;
      detail[`${name}.othersPauses`] = around.pauses;
    }
  }
  return { window: null, figures: { detail } };
};
