import { describe, expect, it } from 'vitest';
import { LINE_A, LINE_B, LINE_C, LINE_D } from './virtual-line.ts';
import type { VirtualViewer } from './virtual-viewer.ts';
import { World } from './world.ts';

/** Lines A to D, a party that plays, what it takes from now on, and what of that whoever asked for it had undone by then. */
function playing(seed: number) {
  const world = new World(seed);
  const viewers = [LINE_A, LINE_B, LINE_C, LINE_D].map((line) => world.add({ line }));
  world.run(3_000);
  viewers[0]!.handPlay();
  world.run(10_000);
  const taken: string[] = [];
  const afterwards: string[] = [];
  world.server.onTaken = (id) => {
    taken.push(id);
    if (viewers.some(({ undone }) => undone.has(id))) afterwards.push(id);
  };
  return { world, viewers, taken, afterwards };
}

const HANDS: Record<string, (viewer: VirtualViewer) => void> = {
  pause: (viewer) => viewer.handPause(),
  jump: (viewer) => viewer.handSeek(500),
  speed: (viewer) => viewer.handRate(1.25),
};
/** Around the life of a command the steps are fine enough to meet its end on the way and back. */
const HANGS = [1_000, 4_000, 5_500, 5_800, 5_900, 5_950, 6_000, 6_050, 6_100, 6_200, 6_500, 8_000, 12_000];

describe('[S27] a command on a line that hangs: written, not there yet', () => {
  for (const [what, hand] of Object.entries(HANDS))
    it(`${what}: nobody carries out what its viewer has undone, and what counts is done by all`, () => {
      for (const hang of HANGS)
        for (let n = 0; n < 4; n++) {
          const { world, viewers, taken, afterwards } = playing(n + 1);
          const viewer = viewers[n]!;
          viewer.line.hang(hang);
          hand(viewer);
          world.run(20_000);
          const label = `line ${'ABCD'[n]}, ${hang} ms`;
          expect(afterwards, label).toEqual([]);
          const { timeline } = world.server;
          const kept = taken.length > 0;
          // In the last moment it may be done in time and its answer come too late to hear of: then all follow it.
          if (hang <= 5_500) expect(kept, label).toBe(true);
          if (hang >= 6_100) expect(kept, label).toBe(false);
          expect(viewer.notices.includes('command-refused') || kept, label).toBe(true);
          for (const { player, state } of viewers) {
            expect(state.timeline?.rev, label).toBe(timeline.rev);
            expect(player.moving, label).toBe(timeline.playing);
          }
        }
    });

  it('given up at this end alone: what the server gets of it later counts no more either', () => {
    for (let seed = 0; seed < 4; seed++) {
      const { world, viewers, afterwards } = playing(seed);
      const viewer = viewers[seed]!;
      viewer.handPause();
      world.run(viewer.traits.filterMs + 1);
      viewer.offline(30_000, 7_000);
      world.run(20_000);
      expect(afterwards).toEqual([]);
      expect(viewer.notices).toContain('command-refused');
      expect(world.server.timeline.playing, `seed ${seed}`).toBe(true);
    }
  });

  it('done in time, but the answer hangs: whoever asked for it and undid it is told by the party, and follows', () => {
    const { world, viewers, taken, afterwards } = playing(2);
    const viewer = viewers[1]!;
    viewer.handPause();
    world.run(viewer.traits.filterMs + LINE_B.up + LINE_B.jitter + 1);
    viewer.line.hang(9_000);
    world.run(20_000);
    expect(afterwards).toEqual([]);
    expect(taken).toHaveLength(1);
    for (const { player } of viewers) expect(player.paused).toBe(true);
  });
});
