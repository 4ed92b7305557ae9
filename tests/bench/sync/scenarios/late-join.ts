import { movingSince } from '../metrics/movement.ts';
import { backInStepAfter } from '../metrics/recovery.ts';
import { countWrites } from '../metrics/writes.ts';
import { joinNow, prepareToJoin } from '../party-setup.ts';
import { pass, playFrom } from '../rig.ts';
import { collect, forget, records, untilAll } from '../viewer.ts';
import { commonNow, type Scenario, START_WITHIN_MS } from './scenario.ts';

const ALREADY_MS = 8_000;
const WATCH_MS = 12_000;
const NEAR_MS = 20;

/** Somebody joins in the middle of the film, which is open and loaded in their tab. Time runs from the click on "join". */
export const lateJoin: Scenario = async (rig, progress) => {
  const party = rig.viewers;
  await playFrom(party[0]!);
  await untilAll(party, (state) => !state.paused, 'all play', START_WITHIN_MS);
  progress('one more opens the film');
  const late = await rig.addViewer();
  await untilAll([late], (state) => state.readyState >= 2, `${late.name}'s film is loaded`);
  await prepareToJoin(late, rig.film.origins);
  await pass(ALREADY_MS);
  const everybody = [...party, late];
  await forget(everybody);
  progress(`${late.name} joins`);
  const from = commonNow();
  await joinNow(late, rig.partyCode, rig.film.origins);
  await late.tab.closeExtensionPage();
  await pass(WATCH_MS);
  await collect(everybody);
  const window = { from, to: from + WATCH_MS };
  const moving = movingSince(late.record.readings, from, window.to);
  return {
    window,
    figures: {
      detail: {
        inStepMs: backInStepAfter(late.record, records(party), window, NEAR_MS),
        movingMs: moving === null ? null : moving - from,
        seeks: countWrites([late.record], [window]).seeks,
        othersSeeks: countWrites(records(party), [window]).seeks,
      },
    },
  };
};
