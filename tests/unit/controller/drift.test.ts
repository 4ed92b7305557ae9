import { describe, expect, it } from 'vitest';
import { inStep, writes } from './workbench.ts';

describe('drift', () => {
  it('[S16] begins above 8 ms in three ticks, not in two', () => {
    const bench = inStep();
    bench.behind = 0.009;
    const at = Array.from({ length: 8 }, () => bench.tick().length);
    expect(at.slice(0, 3)).toEqual([0, 0, 0]);
    expect(at.some((writes) => writes === 1)).toBe(true);
  });

  it('[S16] leaves 3 ms alone, and ends a correction only below 2 ms', () => {
    const bench = inStep();
    bench.behind = 0.003;
    expect(bench.tick(100)).toEqual([]);
    bench.behind = 0.02;
    expect(bench.tick(6)).toContainEqual({ kind: 'rate', rate: expect.closeTo(1.01, 3), preservesPitch: false });
    for (let i = 0; i < 5; i++) {
      bench.behind = 0.004; // between the thresholds: goes on
      bench.tick();
    }
    expect(bench.state.drift.mode).toBe('trim');
    bench.tick(40);
    expect(Math.abs(bench.behind)).toBeLessThan(0.002);
    expect(bench.state.drift.mode).toBe('locked');
    expect(bench.state.rate).toMatchObject({ written: 1, pitch: true });
  });

  it.each([
    { error: 0.1, most: 0.01, pitch: false },
    { error: -0.1, most: 0.01, pitch: false },
    { error: 0.3, most: 0.04, pitch: true },
    { error: -0.3, most: 0.04, pitch: true },
    { error: -0.8, most: 0.055, pitch: true },
    { error: 0.8, most: 0.055, pitch: false },
  ])('[S17] $error s off: |rate - 1| = $most, towards the party, preservesPitch $pitch', ({ error, most, pitch }) => {
    const bench = inStep();
    bench.state = { ...bench.state, disturbed: false };
    bench.behind = error;
    const [write] = bench.tick(6);
    expect(write).toEqual({
      kind: 'rate',
      rate: expect.closeTo(1 + Math.sign(error) * most, 6),
      preservesPitch: pitch,
    });
  });

  it('[S17] over 1 s: one seek after 500 ms, then a cool-down of 1.5 s', () => {
    const bench = inStep();
    bench.behind = 2;
    expect(bench.tick(5)).toEqual([]);
    const [seek, ...more] = bench.tick(3);
    expect(seek).toMatchObject({ kind: 'seek' });
    expect(more).toEqual([]);
  });

  it('[S17] music mode: never more than half a percent; correction off: only seeks', () => {
    const music = inStep();
    music.tell({ kind: 'preferences', preferences: { rateCorrection: true, musicMode: true } });
    music.behind = 0.4;
    expect(music.tick(6)).toEqual([{ kind: 'rate', rate: 1.005, preservesPitch: false }]);
    const off = inStep();
    off.tell({ kind: 'preferences', preferences: { rateCorrection: false, musicMode: false } });
    off.behind = 0.4;
    expect(off.tick(50)).toEqual([]);
  });

  it('[S18] own seek latency is not drift: nothing is corrected until 300 ms after landing, and the debt is learned', () => {
    const bench = inStep();
    bench.follow({ rev: 6, position: 100.5 + 5, at: bench.now });
    bench.look = { seeking: true };
    bench.behind = 3;
    expect(bench.tick(20)).toEqual([]);
    bench.look = {};
    bench.behind = -5.03;
    const target = bench.state.operation.kind === 'seek' ? bench.state.operation.target : Number.NaN;
    bench.tell({ kind: 'write-outcome', write: { kind: 'seek', position: target }, outcome: 'done', tookMs: 90 });
    expect(bench.tick(2)).toEqual([]);
  });

  it('[S18] two seeks in 10 s that fail: none for 15 s, and not ready', () => {
    const bench = inStep();
    bench.behind = 5;
    let seeks = 0;
    let gaveUp = false;
    for (let i = 0; i < 120; i++) {
      for (const effect of bench.tick()) {
        if (effect.kind === 'notice') gaveUp = true;
        if (effect.kind !== 'seek') continue;
        seeks += 1;
        const ended = bench.tell({ kind: 'write-outcome', write: effect, outcome: 'ignored', tookMs: 10 });
        gaveUp ||= ended.effects.some((e) => e.kind === 'notice' && e.notice === 'gave-up-seeking');
      }
    }
    expect(seeks).toBe(2);
    expect(gaveUp).toBe(true);
    expect(bench.state.status?.ready).toBe(false);
  });

  it('[S20] puts a reset rate back three times, then leaves it', () => {
    const bench = inStep();
    bench.behind = 0.3;
    bench.look = { rate: 1 }; // whatever is written
    const rates = bench.tick(100).filter(({ kind }) => kind === 'rate');
    expect(rates).toHaveLength(4); // the write and three times again
    expect(bench.state.rate.unusable).toBe(true);
  });

  it('[S20] a write that the player was never asked for is not the site’s reset: it is written again', () => {
    const bench = inStep();
    bench.behind = 0.3;
    bench.look = { rate: 1 };
    let asked = 0;
    for (let i = 0; i < 100; i++)
      for (const write of bench.tick()) {
        if (write.kind !== 'rate') continue;
        asked += 1;
        const outcome = { kind: 'write-outcome', write, outcome: 'cancelled', tookMs: 0 } as const;
        for (const next of writes(bench.tell(outcome))) if (next.kind === 'rate') asked += 1;
      }
    expect(asked).toBeGreaterThan(10);
    expect(bench.state.rate).toMatchObject({ unusable: false, undone: 0 });
    bench.look = {};
    bench.rate = 1;
    bench.behind = 0.3;
    bench.tick(6);
    expect(bench.rate).toBeGreaterThan(1);
  });

  it('[S21] without seeking a far player is not seeked; without a rate no rate is written', () => {
    const bench = inStep();
    bench.look = { capabilities: { seek: 'none', rate: true, cheapSeek: true, clock: 'exact' } };
    bench.behind = 5;
    expect(bench.tick(30).filter(({ kind }) => kind === 'seek')).toEqual([]);
    const fixed = inStep();
    fixed.look = { capabilities: { seek: 'exact', rate: false, cheapSeek: true, clock: 'exact' } };
    fixed.behind = 0.2;
    expect(fixed.tick(30)).toEqual([]);
    fixed.behind = 0.5;
    expect(fixed.tick(12)).toMatchObject([{ kind: 'seek' }]);
  });
});
