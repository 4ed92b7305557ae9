import { describe, expect, it } from 'vitest';
import type { VirtualViewer } from './virtual-viewer.ts';
import { playing, type World } from './world.ts';

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

  it('[S12] [S13] one command is at most one seek and one play or pause at each other viewer; who has to load stands and starts', () => {
    for (let seed = 0; seed < 12; seed++) {
      const world = playing(seed, seed % 4);
      const hand = world.viewers[seed % 4]!;
      const acts = [
        { act: () => hand.handPause(), stops: 1 },
        { act: () => hand.handSeek(200), stops: 1 },
        { act: () => hand.handPlay(), stops: 1 },
        { act: () => hand.handSeek(hand.player.position + 10), stops: 0 },
        { act: () => hand.handSeek(2_000), stops: 2 },
      ];
      for (const { act, stops } of acts) {
        const since = world.counts();
        act();
        world.run(7_000);
        since().forEach((counts, n) => {
          if (world.viewers[n] === hand) return;
          expect(counts.seek).toBeLessThanOrEqual(1);
          expect(counts.play + counts.pause, act.toString()).toBeLessThanOrEqual(stops);
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
