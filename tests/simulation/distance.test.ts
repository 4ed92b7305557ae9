import { describe, expect, it } from 'vitest';
import { quantile } from '../../shared/playback/order-statistics.ts';
import { LINE_B } from './virtual-line.ts';
import { CHROMIUM, FIREFOX } from './virtual-player.ts';
import { World } from './world.ts';

/** Where each viewer stands beside the party, in truth: an error that all share is none between any two of them. */
const SEEDS = 12;

describe('beside the party', () => {
  it('[S16] at the party’s own speed of 1.25 too: p95 <= 15 ms in Chromium, 25 in Firefox', () => {
    const errors: number[] = [];
    const firefox: number[] = [];
    for (let seed = 0; seed < SEEDS; seed++) {
      const world = new World(seed);
      const four = world.addFour();
      const fox = world.add({ player: FIREFOX, line: LINE_B });
      world.run(3_000);
      four[0]!.handPlay();
      world.run(3_000);
      four[seed % 4]!.handRate(1.25);
      world.run(10_000);
      for (let n = 0; n < 100; n++) {
        world.run(100);
        errors.push(...four.map(({ error }) => Math.abs(error) * 1_000));
        firefox.push(Math.abs(fox.error) * 1_000);
      }
      for (const { player } of world.viewers) expect(player.moving).toBe(true);
    }
    expect(quantile(errors, 0.95)).toBeLessThanOrEqual(15);
    expect(quantile(firefox, 0.95)).toBeLessThanOrEqual(25);
  });

  it.each([0.4, -0.4, 0.8, -0.8])('[S21] without a speed to set a slip of %s s is made good by a seek', (slip) => {
    const fixed = { ...CHROMIUM, capabilities: { ...CHROMIUM.capabilities, rate: false } };
    for (let seed = 0; seed < SEEDS; seed++) {
      const world = new World(seed);
      world.addFour();
      const viewer = world.add({ player: fixed });
      world.run(3_000);
      world.viewers[0]!.handPlay();
      world.run(12_000);
      const since = world.counts();
      viewer.player.slip(slip);
      world.run(6_000);
      expect(since().at(-1)!.seek, `seed ${seed}`).toBe(1);
      expect(Math.abs(viewer.error), `seed ${seed}`).toBeLessThan(0.3);
    }
  });
});
