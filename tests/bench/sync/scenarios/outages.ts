import { mediaClockSkew } from '../metrics/tracks.ts';
import { pass, playFrom, type Rig } from '../rig.ts';
import { clickPlay, collect, filmState, forget, records, untilAll, type Viewer } from '../viewer.ts';
import { joinedAgain, joinsGranted } from './rejoins.ts';
import { commonNow, type Scenario, SETTLE_MS, START_WITHIN_MS } from './scenario.ts';

const DEAD_MS = 4_000;
const BACK_WITHIN_MS = 15_000;

/** A pause and a play by real clicks of these two, obeyed by everybody. @returns ms until obeyed, each */
async function bothWays(rig: Rig, first: Viewer, second: Viewer): Promise<number[]> {
  const times: number[] = [];
  for (const [viewer, paused] of [
    [first, true],
    [second, false],
  ] as const) {
    const at = commonNow();
    await clickPlay(viewer);
    await untilAll(rig.viewers, (state) => state.paused === paused, `all obey ${viewer.name}`, 6_000);
    times.push(commonNow() - at);
    await pass(1_500);
  }
  return times;
}

async function playing(rig: Rig): Promise<void> {
  await playFrom(rig.viewers[0]!);
  await untilAll(rig.viewers, (state) => !state.paused, 'all play', START_WITHIN_MS);
  await pass(SETTLE_MS / 2);
  await forget(rig.viewers);
}

/** The server dies by kill -9 in the middle of the film and comes back; back is every member seated again, counted from when its port answers. */
export const serverKill: Scenario = async (rig, progress) => {
  await playing(rig);
  const from = commonNow();
  const before = await filmState(rig.viewers[0]!);
  progress('kill -9 of the server');
  await rig.server.kill();
  await pass(DEAD_MS);
  const stillPlaying = (await Promise.all(rig.viewers.map(filmState))).every((state) => !state.paused);
  await rig.server.start();
  const upAt = commonNow();
  progress('the server is up again');
  // A new process counts from nothing.
  const backAt = await joinedAgain(rig, rig.viewers.length, BACK_WITHIN_MS);
  await pass(3_000);
  await collect(rig.viewers);
  const m1 = mediaClockSkew(records(rig.viewers), [{ from, to: commonNow() }]);
  const after = await filmState(rig.viewers[0]!);
  const drifted = Math.abs(after.position - before.position - (commonNow() - from) / 1000);
  const obeyed = await bothWays(rig, rig.viewers[1]!, rig.viewers[0]!);
  return {
    window: { from, to: commonNow() },
    figures: {
      m1,
      detail: {
        backMs: backAt - upAt,
        stillPlaying,
        timelineKept: drifted < 0.5,
        obeyedMs: obeyed,
      },
    },
  };
};

/** One viewer's background worker is stopped, as the browser does after 30 s of idleness or at will. */
export const workerStop: Scenario = async (rig, progress) => {
  await playing(rig);
  const victim = rig.viewers[1]!;
  const joins = await joinsGranted(rig);
  const from = commonNow();
  progress(`stopping ${victim.name}'s worker`);
  await victim.tab.stopWorker();
  const back = await joinedAgain(rig, joins + 1, BACK_WITHIN_MS);
  await pass(Math.max(0, from + 1_000 - commonNow()));
  progress('commands both ways');
  const obeyed = await bothWays(rig, rig.viewers[0]!, victim);
  await collect(rig.viewers);
  return {
    window: { from, to: commonNow() },
    figures: { detail: { backMs: back - from, obeyedMs: obeyed } },
  };
};
