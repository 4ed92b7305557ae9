import { describe, expect, it } from 'vitest';
import { FIREFOX_PRIORS } from '../../extension/content/controller/learned.ts';
import { LINE_B, LINE_C } from './virtual-line.ts';
import { CHROMIUM, FIREFOX } from './virtual-player.ts';
import { playing, World } from './world.ts';

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
