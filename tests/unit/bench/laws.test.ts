import { describe, expect, test } from 'vitest';
import type { ControllerEvent, Decision, Effect, Observation } from '../../../extension/content/controller/types.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';
import type { FollowState } from '../../bench/sync/laws/follow.ts';
import * as jellyfin from '../../bench/sync/laws/jellyfin.ts';
import * as seek from '../../bench/sync/laws/seek.ts';
import * as syncplay from '../../bench/sync/laws/syncplay.ts';
import { OBSERVATION, TIMELINE } from '../controller/workbench.ts';

const timeline: Timeline = { ...TIMELINE, position: 0 };

const observe = (now: number, position: number, change: Partial<Observation> = {}): Observation => ({
  ...OBSERVATION,
  now,
  partyNow: now,
  position,
  duration: 120,
  ...change,
});

interface Controller<L> {
  createController(init: { commandPrefix: string }): FollowState<L>;
  step(state: FollowState<L>, event: ControllerEvent): Decision<FollowState<L>>;
}

/** A player under a law: its offset from the timeline (s, negative: behind) over time. */
function play<L>({ createController, step }: Controller<L>, offset: number, ms: number) {
  let state = createController({ commandPrefix: 'c' });
  state = step(state, { kind: 'timeline', timeline, observation: observe(0, offset) }).state;
  let rate = 1;
  let off = offset;
  const writes: Effect[] = [];
  for (let now = 100; now <= ms; now += 100) {
    off += (rate - 1) * 0.1;
    const decision = step(state, { kind: 'tick', observation: observe(now, now / 1000 + off) });
    state = decision.state;
    for (const effect of decision.effects) {
      if (effect.kind === 'rate') rate = effect.rate;
      if (effect.kind === 'seek') off = effect.position - now / 1000;
      if (effect.kind === 'rate' || effect.kind === 'seek') writes.push(effect);
    }
  }
  return { off, rate, writes };
}

describe('comparison laws', () => {
  test('[S17] Jellyfin: leaves 50 ms, mends 200 ms by one second of another rate, seeks above 3 s', () => {
    expect(play(jellyfin, -0.05, 5_000).writes).toEqual([]);
    const mended = play(jellyfin, -0.2, 5_000);
    expect(mended.writes[0]).toMatchObject({ kind: 'rate' });
    expect((mended.writes[0] as { rate: number }).rate).toBeCloseTo(1.2, 3);
    expect(Math.abs(mended.off)).toBeLessThan(0.03);
    expect(mended.rate).toBe(1);
    expect(play(jellyfin, -3.5, 500).writes[0]).toMatchObject({ kind: 'seek' });
  });

  test('[S17] Syncplay: leaves 1.4 s, slows down from 1.5 s ahead, never speeds up, seeks 5 s behind', () => {
    expect(play(syncplay, 1.4, 5_000).writes).toEqual([]);
    expect(play(syncplay, -4.5, 5_000).writes).toEqual([]);
    const slowed = play(syncplay, 1.7, 40_000);
    expect(slowed.writes).toEqual([
      { kind: 'rate', rate: 0.95, preservesPitch: true },
      { kind: 'rate', rate: 1, preservesPitch: true },
    ]);
    expect(slowed.off).toBeLessThan(0.11);
    expect(play(syncplay, -5.5, 2_000).writes[0]).toMatchObject({ kind: 'seek' });
    expect(play(syncplay, 4.5, 2_000).writes[0]).toMatchObject({ kind: 'seek' });
  });

  test('[S17] seek-only: leaves 0.9 s, jumps once from 1.1 s', () => {
    expect(play(seek, -0.9, 5_000).writes).toEqual([]);
    expect(play(seek, -1.1, 5_000).writes).toHaveLength(1);
  });

  test('[S11] they start at once when told to, without waiting for the scheduled moment', () => {
    const state = seek.createController({ commandPrefix: 'c' });
    const decision = seek.step(state, {
      kind: 'timeline',
      timeline: { ...timeline, at: 5_000 },
      observation: observe(100, 0, { paused: true }),
    });
    expect(decision.effects).toContainEqual({ kind: 'play' });
  });

  test('[S3] a hand on the player becomes a command for the party, and no correction until it is answered', () => {
    let state = jellyfin.createController({ commandPrefix: 'c' });
    state = jellyfin.step(state, { kind: 'timeline', timeline, observation: observe(0, 0) }).state;
    const sent = jellyfin.step(state, {
      kind: 'intent',
      intent: { kind: 'seek', position: 60 },
      observation: observe(100, 60),
    });
    expect(sent.effects).toMatchObject([
      { kind: 'send', command: { name: 'video-seek', currentTime: 60, baseRev: 5 } },
    ]);
    const next = jellyfin.step(sent.state, { kind: 'tick', observation: observe(200, 60.1) });
    expect(next.effects.filter((effect) => effect.kind !== 'status')).toEqual([]);
  });
});
