import { type Chance, seeded } from './chance.ts';
import { LINE_A, LINE_B, LINE_C, LINE_D } from './virtual-line.ts';
import { CHROMIUM, FIREFOX, type PlayerTraits } from './virtual-player.ts';
import type { ViewerTraits, VirtualViewer } from './virtual-viewer.ts';
import { World } from './world.ts';

/** How long anything may happen, and how long it is then quiet, ms. */
const BUSY_MS = 12_000;
/** The longest way back: a hold of 20 s, or trimming 150 ms at 1 %. */
const CALM_MAX_MS = 45_000;
const WATCH_MS = 3_000;

function anyPlayer(chance: Chance): PlayerTraits {
  const base = chance.pick([CHROMIUM, CHROMIUM, FIREFOX]);
  const player = { ...base, mediaPpm: chance.between(-50, 50) };
  if (chance.happens(0.05)) return { ...player, capabilities: { ...player.capabilities, rate: false } };
  if (chance.happens(0.05)) return { ...player, rateResetMs: chance.between(700, 4000) };
  if (chance.happens(0.05)) return { ...player, reading: 'coarse' };
  if (chance.happens(0.05)) return { ...player, autoplayBlocked: true };
  if (chance.happens(0.05)) return { ...player, seekUnbuffered: [1200, 300] };
  if (chance.happens(0.03)) return { ...player, capabilities: { ...player.capabilities, clock: 'approximate' } };
  return player;
}

const anyViewer = (chance: Chance): Partial<ViewerTraits> => ({
  player: anyPlayer(chance),
  line: chance.pick([LINE_A, LINE_A, LINE_B, LINE_C, LINE_D]),
  clockPpm: chance.between(-100, 100),
  filterMs: chance.pick([0, 10, 40, 120]),
  retryShare: chance.happens(0.2) ? 0.5 : 0,
});

/** Something else than the run's own chance, so that a seed stays what it was. */
interface Options {
  /**
   * Half of the lines that go are only given up at their viewer's end: what was on its way comes late, by a dead connection. And
   * some do not go but hang.
   */
  stragglers: boolean;
  /** Pages show another title or cut for a while, and some parties wait for ads. */
  elsewhere: boolean;
}
const ELSEWHERE_SHARE = 0.12;
const EVERYTHING: Options = { stragglers: true, elsewhere: true };
const LATE_MAX_MS = 9_000;
const HANG_SHARE = 0.3;

/** What can happen at one viewer. @returns whether a hand did it */
function happen(viewer: VirtualViewer, chance: Chance, late: Chance | null): boolean {
  const { player } = viewer;
  const dice = chance.unit();
  if (player.phase === 'ad' || player.stalled || player.media !== 'right') return false;
  if (dice < 0.3) {
    if (player.paused) viewer.handPlay();
    else viewer.handPause();
    return true;
  }
  if (dice < 0.5) {
    viewer.handSeek(
      chance.happens(0.5) ? chance.between(0, 3000) : Math.max(0, player.position + chance.between(-15, 15)),
    );
    return true;
  }
  if (dice < 0.53) {
    viewer.handRate(chance.pick([1, 1.25]));
    return true;
  }
  if (dice < 0.68) player.stall(chance.between(100, 3500));
  else if (dice < 0.76) player.ad(chance.between(800, 5000));
  else if (dice < 0.86) {
    const forMs = chance.between(100, 4000);
    if (late?.happens(HANG_SHARE)) viewer.line.hang(late.between(100, LATE_MAX_MS));
    else viewer.offline(forMs, late?.happens(0.5) ? late.between(0, LATE_MAX_MS) : null);
  } else if (dice < 0.96) player.slip(chance.between(-3, 3));
  return false;
}

/** What a viewer of these traits may be off by in truth, ms: by its clock's line, its deadband and its means (S8, S16, S21). */
function allowance({ traits, state }: VirtualViewer): number {
  const { capabilities, reading, rateResetMs } = traits.player;
  const noRate = !capabilities.rate || rateResetMs > 0;
  if (noRate && state.timeline?.rate !== 1) return 6_000;
  const asymmetry = Math.abs(traits.line.up - traits.line.down) / 2;
  const clock = asymmetry + 4 + traits.line.jitter / 2;
  if (capabilities.clock === 'approximate') return clock + 3_100;
  if (noRate) return clock + 330;
  return clock + { exact: 12, rvfc: 16, coarse: 30 }[reading];
}

const isBlocked = (viewer: VirtualViewer) => !viewer.player.gesture;

function isRight(world: World, viewer: VirtualViewer): boolean {
  if (!viewer.isQuiet) return false;
  const { timeline } = world.server;
  if (viewer.state.timeline?.rev !== timeline.rev) return false;
  if (isBlocked(viewer) && timeline.playing) return viewer.status?.state === 'needs-click';
  if (viewer.player.paused === timeline.playing) return false;
  if (timeline.playing && !viewer.player.moving) return false;
  return Math.abs(viewer.error) * 1000 < (timeline.playing ? allowance(viewer) : standsWithin(viewer));
}

/** S12: a still frame is exact, but where small differences are not corrected. */
const standsWithin = ({ traits }: VirtualViewer): number =>
  traits.player.capabilities.clock === 'approximate' ? 3_000 : 500;

/** Nearer than this to where the party stands is a still frame, not a throw, s. */
const STANDS_S = 0.1;
/** Until everybody has heard of a hold on the slowest line, with a spike, and made their one still seek. */
const HEARD_MS = 1_500;

/**
 * Looks at every hold: the party's position may not go back by it, and no viewer's film may come to rest before both where it
 * was at that moment and where the party is held. (That it ran on until it heard of the hold, and returns by so much, is the
 * line's.)
 * @returns what was broken; filled while the world runs
 */
function watchHolds(world: World): string[] {
  const broken: string[] = [];
  world.server.onHold = (before, after) => {
    if (after < before - 0.001) broken.push(`a hold threw the party back by ${before - after} s`);
    const { rev } = world.server.timeline;
    const films = world.viewers.map((viewer) => ({
      viewer,
      was: viewer.player.position,
      slips: viewer.player.slips,
    }));
    world.time.after(HEARD_MS, () => {
      for (const { viewer, was, slips } of films) {
        const { player, state, traits } = viewer;
        const alone = viewer.isQuiet && player.slips === slips;
        const follows = state.timeline?.rev === rev && alone && player.paused && !player.seeking;
        if (!follows || traits.player.capabilities.clock === 'approximate') continue;
        const back = Math.min(was, after) - player.position;
        if (back > STANDS_S) broken.push(`a hold threw ${traits.id}'s film back by ${back.toFixed(3)} s`);
      }
    });
  };
  return broken;
}

/**
 * One seeded party: people, players and lines do what they like for a while; then everybody has to come to rest on one
 * timeline.
 * @returns what was broken; empty when all held
 */
export function randomRun(
  seed: number,
  { stragglers, elsewhere }: Options = EVERYTHING,
  trace?: (line: string) => void,
): string[] {
  const late = stragglers ? seeded(seed * 104_729 + 2) : null;
  const away = elsewhere ? seeded(seed * 15_485_863 + 3) : null;
  const chance = seeded(seed * 7919 + 1);
  const waitFor = chance.pick(['everyone', 'everyone', 'majority', 'nobody'] as const);
  const world = new World(seed, { waitFor, waitForAds: away?.happens(0.4) ?? false });
  const size = chance.pick([2, 2, 3, 4]);
  for (let i = 0; i < size; i++) world.add(anyViewer(chance));
  const listen = () => {
    for (const viewer of world.viewers) viewer.trace = trace ?? null;
  };
  listen();
  let hands = 0;
  let events = 0;
  const thrownBack = watchHolds(world);
  const afterwards: string[] = [];
  world.server.onTaken = (id) => {
    if (world.viewers.some(({ undone }) => undone.has(id))) afterwards.push(`${id} was taken after it had been undone`);
  };
  world.run(chance.between(300, 2500));
  world.viewers[0]!.handPlay();
  hands += 1;
  while (world.time.now < BUSY_MS) {
    world.run(chance.between(30, 2500));
    if (happen(chance.pick(world.viewers), chance, late)) hands += 1;
    if (away?.happens(ELSEWHERE_SHARE)) {
      const { player } = away.pick(world.viewers);
      if (player.media === 'right' && player.phase === 'content' && !player.stalled) {
        player.goElsewhere(away.pick(['none', 'other-title', 'other-cut']), away.between(300, 5000));
        events += 1;
      }
    }
    events += 1;
    if (chance.happens(0.1) && world.viewers.length < 5) world.add(anyViewer(chance));
    listen();
  }
  const broken: string[] = [];
  const atRest = () => world.server.party.hold === null && world.viewers.every((viewer) => isRight(world, viewer));
  const end = world.time.now + CALM_MAX_MS;
  do {
    world.until(end - world.time.now, atRest, 250);
    world.run(1_500); // a player that was just started shows only now where it is
  } while (world.time.now < end && !atRest());
  const since = world.counts();
  const signs = world.viewers.map(() => ({ last: 0, flips: 0 }));
  for (let i = 0; i < WATCH_MS / 100; i++) {
    world.run(100);
    world.viewers.forEach(({ player }, n) => {
      const sign = Math.sign(Math.round((player.rate / world.server.timeline.rate - 1) * 1e5));
      const one = signs[n]!;
      if (sign !== 0 && one.last !== 0 && sign !== one.last) one.flips += 1;
      if (sign !== 0) one.last = sign;
    });
  }
  const counts = since();
  if (world.server.party.hold !== null) broken.push('the party still holds');
  broken.push(...thrownBack, ...afterwards);
  if (new Set(world.server.taken).size !== world.server.taken.length) broken.push('a command was taken twice');
  const sent = world.viewers.reduce((sum, v) => sum + new Set(v.sent.map((c) => c.commandId)).size, 0);
  if (sent > hands) broken.push(`${sent} commands of ${hands} hands: an echo`);
  broken.push(...world.server.swallowed.map((command) => `${command} was answered "done" and is not`));
  for (const { swallowed, traits } of world.viewers)
    broken.push(...swallowed.map((hand) => `a hand of ${traits.id} was swallowed: ${hand}`));
  world.viewers.forEach((viewer, n) => {
    const { player, traits } = viewer;
    const who = `${traits.id} (${traits.player.reading}, ${(viewer.error * 1000).toFixed(0)} ms, ${viewer.status?.state})`;
    if (!isRight(world, viewer)) broken.push(`${who} is not on the timeline`);
    if (player.counts.duringAd > 0) broken.push(`${who} was written to in an ad`);
    if (player.counts.elsewhere > 0) broken.push(`${who} was written to at another title`);
    const seeks = counts[n]!.seek;
    if (seeks > (traits.player.capabilities.rate && traits.player.rateResetMs === 0 ? 0 : 1))
      broken.push(`${who} seeks at rest: ${seeks}`);
    if (counts[n]!.play + counts[n]!.pause > 0) broken.push(`${who} plays or pauses at rest`);
    if (signs[n]!.flips > 1 && traits.player.rateResetMs === 0)
      broken.push(`${who} oscillates: ${signs[n]!.flips} turns`);
    if (player.counts.seek > 2 * events + 4) broken.push(`${who} made ${player.counts.seek} seeks in ${events} events`);
  });
  return broken;
}
