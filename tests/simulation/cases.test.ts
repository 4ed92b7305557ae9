import { describe, expect, it } from 'vitest';
import { FIREFOX_PRIORS } from '../../extension/content/controller/learned.ts';
import { LINE_B, LINE_C } from './virtual-line.ts';
import { CHROMIUM, FIREFOX } from './virtual-player.ts';
import type { VirtualViewer } from './virtual-viewer.ts';
import { World } from './world.ts';

/** A party of four that has been playing for a while. */
function playing(seed: number, from = 0): World {
  const world = new World(seed);
  world.addFour();
  world.run(3_000);
  world.viewers[from]!.handPlay();
  world.run(10_000);
  return world;
}

const revs = (world: World) => world.viewers.map((viewer) => viewer.state.timeline?.rev);
/** Around the moments that decide anything (a stop, a landing, half a second) the steps are fine enough to hit each. */
const STEP_MS = 25;
const DELAYS = [0, 20, 60, 100, 150, 200, 300, 400, 500, 600, 750, 900, 1_200, 1_500, 2_000, 2_500, 3_000];

describe('commands', () => {
  it('[S3] [S19] an own command d ms after obeying a remote one is kept and reaches all, for every d', () => {
    for (const d of DELAYS) {
      for (const remote of ['pause', 'seek'] as const) {
        for (const own of ['pause', 'play', 'seek'] as const) {
          const world = playing(d + 1);
          const [first, second] = world.viewers as [(typeof world.viewers)[0], (typeof world.viewers)[0]];
          if (remote === 'pause') first.handPause();
          else first.handSeek(500);
          world.until(
            1_000,
            () => second.state.timeline?.rev === world.server.timeline.rev && second.state.timeline.rev > 1,
            5,
          );
          world.run(d);
          const where = 800;
          if (own === 'seek') second.handSeek(where);
          else if (own === 'play') second.handPlay();
          else second.handPause();
          world.run(6_000);
          const { timeline } = world.server;
          const label = `${own} ${d} ms after a ${remote}`;
          if (own === 'seek') expect(timeline.position, label).toBe(where);
          if (own === 'pause') expect(timeline.playing, label).toBe(false);
          if (own === 'play' && remote === 'pause') expect(timeline.playing, label).toBe(true);
          expect(new Set(revs(world)), label).toEqual(new Set([timeline.rev]));
          for (const { player } of world.viewers) expect(player.paused, label).toBe(!timeline.playing);
          expect(world.skew, label).toBeLessThan(150);
        }
      }
    }
  });

  it('[S3] [S19] an own pause or jump d ms after obeying a remote play is kept and reaches all, for every d', () => {
    for (let d = 0; d <= 3_000; d += STEP_MS)
      for (const own of ['pause', 'seek'] as const) {
        const world = playing(d + 1);
        const [first, second] = world.viewers as [VirtualViewer, VirtualViewer];
        first.handPause();
        world.run(2_500);
        first.handPlay();
        world.until(2_000, () => second.player.moving && second.state.timeline?.rev === world.server.timeline.rev, 5);
        const before = world.server.timeline.rev;
        world.run(d);
        if (own === 'seek') second.handSeek(800);
        else second.handButton();
        world.run(4_000);
        const { timeline } = world.server;
        const label = `${own} ${d} ms after a play`;
        expect(timeline.rev, label).toBe(before + 1);
        expect(timeline.by, label).toBe('v1');
        expect(timeline.playing, label).toBe(own === 'seek');
        if (own === 'seek') expect(timeline.position, label).toBe(800);
        expect(new Set(revs(world)), label).toEqual(new Set([timeline.rev]));
        for (const { player } of world.viewers) expect(player.paused, label).toBe(!timeline.playing);
        expect(world.skew, label).toBeLessThan(own === 'seek' ? 150 : 21);
      }
  });

  it('[S19] the one button, d ms after a remote jump that all wait for, stops the party while nobody can have seen the wait', () => {
    let crossed = 0;
    for (const d of DELAYS)
      for (let seed = 0; seed < 5; seed++) {
        const world = playing(seed);
        const [first, second] = world.viewers as [(typeof world.viewers)[0], (typeof world.viewers)[0]];
        first.handSeek(500);
        world.until(1_000, () => second.state.timeline?.position === 500, 5);
        world.run(d);
        if (second.player.paused) crossed++;
        second.handButton();
        world.run(4_000);
        const label = `${d} ms, seed ${seed}`;
        expect(world.server.timeline.playing, label).toBe(false);
        for (const { player } of world.viewers) expect(player.paused, label).toBe(true);
        expect(world.skew, label).toBeLessThan(21);
      }
    expect(crossed).toBeGreaterThan(5);
  });

  it('[S3] simultaneous commands of two viewers end on one timeline', () => {
    const acts = ['handPlay', 'handPause', 'seek'] as const;
    for (const a of acts) {
      for (const b of acts) {
        for (const apart of [0, 15, 80]) {
          const world = playing(apart + 7);
          const act = (n: number, what: (typeof acts)[number]) =>
            what === 'seek' ? world.viewers[n]!.handSeek(300 + n * 100) : world.viewers[n]![what]();
          act(1, a);
          world.run(apart);
          act(2, b);
          world.run(9_000);
          const { timeline } = world.server;
          expect(new Set(revs(world)), `${a} and ${b}`).toEqual(new Set([timeline.rev]));
          for (const { player } of world.viewers) expect(player.paused, `${a} and ${b}`).toBe(!timeline.playing);
          expect(world.skew, `${a} and ${b}`).toBeLessThan(60);
        }
      }
    }
  });

  it('[S12] [S13] one command is at most one seek, one play and one pause at each other viewer', () => {
    for (let seed = 0; seed < 12; seed++) {
      const world = playing(seed, seed % 4);
      const hand = world.viewers[seed % 4]!;
      const acts = [
        () => hand.handPause(),
        () => hand.handSeek(200),
        () => hand.handPlay(),
        () => hand.handSeek(hand.player.position + 10),
        () => hand.handSeek(2_000),
      ];
      for (const act of acts) {
        const since = world.counts();
        act();
        world.run(7_000);
        since().forEach((counts, n) => {
          if (world.viewers[n] === hand) return;
          expect(counts.seek).toBeLessThanOrEqual(1);
          expect(counts.play).toBeLessThanOrEqual(1);
          expect(counts.pause).toBeLessThanOrEqual(1);
        });
      }
      expect(world.viewers.reduce((sum, viewer) => sum + viewer.sent.length, 0)).toBe(6);
    }
  });

  it('[S1] twenty rounds of play and pause do not ratchet the distance up', () => {
    const world = playing(3);
    const skews: number[] = [];
    for (let round = 0; round < 20; round++) {
      world.viewers[round % 4]!.handPause();
      world.run(1_500);
      expect(world.skew).toBeLessThan(21);
      world.viewers[(round + 1) % 4]!.handPlay();
      world.run(3_000);
      skews.push(world.skew);
    }
    expect(Math.max(...skews.slice(10))).toBeLessThan(40);
  });

  it('[S12] after a pause all stand on the same frame', () => {
    for (let seed = 0; seed < 20; seed++) {
      const world = playing(seed);
      world.viewers[seed % 4]!.handPause();
      world.run(2_000);
      const frames = world.viewers.map(({ player }) => Math.floor(player.position * 24));
      expect(new Set(frames).size).toBe(1);
    }
  });

  it('[S3] without permission the hand is undone, nobody hears of it, and it is said', () => {
    const world = playing(4);
    const guest = world.viewers[2]!;
    guest.event({ kind: 'tick' });
    guest.state = { ...guest.state, mayControl: false };
    guest.handPause();
    world.run(6_000);
    guest.handSeek(1_500);
    world.run(6_000);
    expect(guest.sent).toEqual([]);
    expect(guest.notices).toEqual(['not-allowed', 'not-allowed']);
    expect(guest.player.moving).toBe(true);
    expect(Math.abs(guest.error)).toBeLessThan(0.03);
  });

  it('[S3] a command asked while the line is down is taken once when it is back', () => {
    const world = playing(5);
    world.viewers[1]!.offline(1_500);
    world.viewers[1]!.handPause();
    world.run(5_000);
    expect(world.server.timeline.playing).toBe(false);
    expect(world.server.taken.filter((id) => id.startsWith('v1'))).toHaveLength(1);
    expect(world.viewers.every(({ player }) => player.paused)).toBe(true);
  });

  it('[S27] one that was undone and said to be refused moves nobody later, whenever the line is back', () => {
    for (const outage of [4_800, 5_500, 6_500, 8_000, 9_900]) {
      const world = playing(5);
      const [, one] = world.viewers;
      one!.offline(outage);
      one!.handPause();
      world.run(15_000);
      const refused = one!.notices.includes('command-refused');
      expect(
        world.server.taken.some((id) => id.startsWith('v1')),
        `${outage} ms`,
      ).toBe(!refused);
      expect(
        world.viewers.every(({ player }) => player.moving === refused),
        `${outage} ms`,
      ).toBe(true);
    }
  });
});

/** From hearing of it to standing, and what a viewer in step may be ahead by, ms. */
const TOLD_MS = 40;

describe('coming, going and waiting', () => {
  it('[S27] two late joiners at once are in step within 3 s, and nobody else is touched', () => {
    for (let seed = 0; seed < 10; seed++) {
      const world = playing(seed);
      const since = world.counts();
      const joiners = [
        world.add({ line: LINE_B }),
        world.add({ line: LINE_C, player: FIREFOX, learned: FIREFOX_PRIORS }),
      ];
      world.run(3_000);
      for (const { player, error } of joiners) {
        expect(player.moving).toBe(true);
        expect(Math.abs(error)).toBeLessThan(0.03);
      }
      for (const counts of since()) expect(counts.seek + counts.play + counts.pause).toBe(0);
    }
  });

  it('[S23] a viewer that stalls shortly catches up alone; one that stalls long is waited for, and nobody jumps back', () => {
    const world = playing(6);
    let since = world.counts();
    world.viewers[1]!.player.stall(1_000);
    world.run(8_000);
    since().forEach((counts, n) => {
      if (n !== 1) expect(counts).toMatchObject({ seek: 0, play: 0, pause: 0 });
    });
    expect(Math.abs(world.viewers[1]!.error)).toBeLessThan(0.75);
    world.run(15_000);
    expect(Math.abs(world.viewers[1]!.error)).toBeLessThan(0.02);
    since = world.counts();
    const before = world.viewers[0]!.player.position;
    world.viewers[1]!.player.stall(5_000);
    world.run(2_500);
    expect(world.server.party.hold?.memberIds).toEqual(['v1']);
    world.run(7_000);
    expect(world.server.party.hold).toBeNull();
    expect(world.viewers.every(({ player }) => player.moving)).toBe(true);
    expect(world.viewers[0]!.player.position).toBeGreaterThan(before + 2);
  });

  it('[S27] what a connection that was given up still brings, after its viewer is back, says nothing of them', () => {
    for (let seed = 0; seed < 8; seed++) {
      const world = playing(seed);
      const viewer = world.viewers[1]!;
      let holds = 0;
      world.server.onHold = () => {
        holds += 1;
      };
      const since = world.counts();
      viewer.player.stall(700);
      world.until(700, () => viewer.status?.ready === false, 1);
      // "Not ready" is on its way, and comes long after the word that all is well; some seconds pass until the next word.
      viewer.offline(400, 1_000 + seed * 400);
      world.run(8_000);
      expect(world.server.stragglers, `seed ${seed}`).toBeGreaterThan(0);
      expect(holds, `seed ${seed}`).toBe(0);
      since().forEach((counts, n) => {
        if (n !== 1) expect(counts, `seed ${seed}`).toMatchObject({ play: 0, pause: 0, seek: 0 });
      });
    }
  });

  it('[S12] [S23] a hold brings no film back by more than it ran on until it heard, and each comes to rest on one place', () => {
    for (let seed = 0; seed < 20; seed++) {
      const world = playing(seed);
      world.viewers[1]!.player.stall(5_000);
      let held = 0;
      let films: number[] = [];
      world.server.onHold = (_, after) => {
        held = after;
        films = world.viewers.map(({ player }) => player.position);
      };
      world.until(4_000, () => held > 0, 5);
      const farthest = [...films];
      world.until(1_500, () => {
        world.viewers.forEach(({ player }, n) => {
          farthest[n] = Math.max(farthest[n]!, player.position);
        });
        return false;
      });
      world.viewers.forEach(({ player, traits }, n) => {
        const label = `${traits.id}, seed ${seed}`;
        expect(player.paused, label).toBe(true);
        if (n === 1) return;
        expect(Math.abs(player.position - held), label).toBeLessThan(0.005);
        const { down, jitter, spikeShare, spikeMs } = traits.line;
        const heardMs = down + jitter + (spikeShare > 0 ? spikeMs : 0);
        expect((farthest[n]! - player.position) * 1_000, label).toBeLessThan(heardMs + TOLD_MS);
      });
    }
  });

  it('[S19] [S23] the one button in the moment of a hold stops the party; seconds later it goes on without who is waited for', () => {
    for (const after of [0, 50, 150, 300, 2_000]) {
      const world = playing(14);
      const second = world.viewers[2]!;
      world.viewers[1]!.player.stall(9_000);
      world.until(4_000, () => world.server.party.hold !== null && second.player.paused, 5);
      world.run(after);
      second.handButton();
      world.run(3_000);
      expect(world.server.timeline.playing, `${after} ms`).toBe(after === 2_000);
      expect(world.server.party.hold, `${after} ms`).toBeNull();
      expect(second.player.paused, `${after} ms`).toBe(after !== 2_000);
    }
  });

  it('[S23] with waitFor nobody a stall touches nobody else', () => {
    const world = new World(8, { waitFor: 'nobody' });
    world.addFour();
    world.run(3_000);
    world.viewers[0]!.handPlay();
    world.run(8_000);
    const since = world.counts();
    world.viewers[3]!.player.stall(6_000);
    world.run(12_000);
    since().forEach((counts, n) => {
      expect(counts.seek).toBe(n === 3 ? 1 : 0);
      if (n !== 3) expect(counts.play + counts.pause).toBe(0);
    });
    expect(Math.abs(world.viewers[3]!.error)).toBeLessThan(0.02);
  });

  it('[S24] an ad: never written to, shown, and one seek when back', () => {
    const world = playing(9);
    const since = world.counts();
    world.viewers[2]!.player.ad(15_000);
    world.run(5_000);
    expect(world.viewers[2]!.status?.state).toBe('ad');
    world.run(14_000);
    expect(world.viewers[2]!.player.counts.duringAd).toBe(0);
    expect(since()[2]!.seek).toBe(1);
    expect(Math.abs(world.viewers[2]!.error)).toBeLessThan(0.02);
  });

  it('[S25] another title is never written to', () => {
    const world = playing(10);
    world.viewers[2]!.player.media = 'other-title';
    const since = world.counts();
    world.run(3_000);
    world.viewers[0]!.handPause();
    world.run(3_000);
    expect(since()[2]).toEqual({ play: 0, pause: 0, seek: 0, rate: 0 });
    expect(world.viewers[2]!.status?.state).toBe('other-title');
  });

  it('[S26] blocked autoplay asks for a click, which joins at the right position with one seek', () => {
    const world = playing(11);
    const blocked = world.add({ player: { ...CHROMIUM, autoplayBlocked: true } });
    world.run(5_000);
    expect(blocked.status?.state).toBe('needs-click');
    expect(blocked.notices).toEqual(['needs-click']);
    expect(world.server.party.hold).toBeNull();
    const seeks = blocked.player.counts.seek;
    blocked.handPlay();
    world.run(4_000);
    expect(blocked.sent).toEqual([]);
    expect(blocked.player.counts.seek - seeks).toBe(1);
    expect(Math.abs(blocked.error)).toBeLessThan(0.02);
  });

  it('[S27] 30 s offline: goes on by the timeline it knows', () => {
    const world = playing(12);
    const since = world.counts();
    world.viewers[1]!.offline(30_000);
    world.run(35_000);
    expect(since()[1]).toMatchObject({ seek: 0, play: 0, pause: 0 });
    expect(Math.abs(world.viewers[1]!.error)).toBeLessThan(0.02);
  });

  it('[S20] a site that resets the rate is asked a few times, then left alone', () => {
    const world = new World(13);
    world.addFour();
    const site = world.add({ player: { ...CHROMIUM, rateResetMs: 500 } });
    world.run(3_000);
    site.handPlay();
    world.run(10_000);
    for (let i = 0; i < 4; i++) {
      site.player.slip(-0.25);
      world.run(8_000);
    }
    expect(site.player.counts.rate).toBeLessThan(30);
    expect(Math.abs(site.error)).toBeLessThan(0.35);
  });
});
