import { describe, expect, it } from 'vitest';
import {
  addReading,
  CHOOSE_AFTER_MS,
  FRESH_SOURCE,
  restart,
  type SourceState,
  steadyMedia,
} from '../../../extension/content/position-source.ts';

/** Small repeatable noise. */
function* noise(seed: number): Generator<number> {
  for (let x = seed; ; ) {
    x = (x * 48_271) % 2_147_483_647;
    yield x / 2_147_483_647 - 0.5;
  }
}

/** A player that runs for `ms` with clocks of the given jitter (ms, full width). */
function run(ms: number, elementJitter: number, frameJitter: number | null, rate = 1): SourceState {
  const random = noise(42);
  let state = FRESH_SOURCE;
  for (let at = 0; at <= ms; at += 50) {
    const truth = 100 + (at / 1000) * rate;
    const jitter = (width: number) => (random.next().value * width) / 1000;
    state = addReading(state, 'element', { at, media: truth + jitter(elementJitter), rate });
    if (frameJitter !== null) state = addReading(state, 'frames', { at, media: truth + jitter(frameJitter), rate });
  }
  return state;
}

describe('position source', () => {
  it('[S15] Chromium’s element clock is chosen though frames are there', () => {
    expect(run(2_500, 0.2, 4).chosen).toBe('element');
  });

  it('[S15] Firefox’ coarse element clock loses to frames', () => {
    expect(run(2_500, 40, 5).chosen).toBe('frames');
  });

  it('[S15] frames that are hardly better are not worth it', () => {
    expect(run(2_500, 10, 9).chosen).toBe('element');
  });

  it('[S15] nothing is chosen before two seconds, nor without frames', () => {
    expect(run(CHOOSE_AFTER_MS - 100, 40, 5).chosen).toBeNull();
    expect(run(4_000, 40, null).chosen).toBeNull();
  });

  it('[S15] the choice outlives a seek', () => {
    expect(restart(run(2_500, 40, 5)).chosen).toBe('frames');
  });

  it('[S15] a median of five outlives two bad readings', () => {
    let state = run(400, 0, null);
    for (const at of [450, 500]) state = addReading(state, 'element', { at, media: 100 + at / 1000 + 0.3, rate: 1 });
    expect(steadyMedia(state, 500)).toBeCloseTo(100.5, 6);
  });

  it('a change of rate starts the series anew: old readings would bend it', () => {
    let state = run(400, 0, null);
    state = addReading(state, 'element', { at: 450, media: 100.45, rate: 1.05 });
    expect(state.element).toHaveLength(1);
    expect(steadyMedia(state, 550)).toBeCloseTo(100.45 + 0.105, 6);
  });

  it('frames that stopped coming (hidden tab) are not extrapolated', () => {
    let state = run(2_500, 40, 5);
    for (let at = 2_550; at < 3_200; at += 50)
      state = addReading(state, 'element', { at, media: 200 + at / 1000, rate: 1 });
    expect(steadyMedia(state, 3_200)).toBeCloseTo(203.2, 1);
  });

  it('a slow drift between sound card and page clock is no unsteadiness', () => {
    let state = FRESH_SOURCE;
    for (let at = 0; at <= 2_500; at += 50) {
      state = addReading(state, 'element', { at, media: (at * 1.0001) / 1000, rate: 1 });
      state = addReading(state, 'frames', { at, media: at / 1000, rate: 1 });
    }
    expect(state.chosen).toBe('element');
  });

  it('[S15] who hunts the frames by short changes of rate still sees that the element’s clock is steady', () => {
    let state = run(2_500, 40, 5);
    for (let at = 2_550; at < 10_000; at += 50) {
      const rate = at % 1_000 < 500 ? 1.01 : 1;
      if (at % 500 === 0) state = restart(state);
      state = addReading(state, 'element', { at, media: (at / 1000) * rate, rate });
      state = addReading(state, 'frames', { at, media: (at / 1000) * rate, rate });
    }
    expect(state.chosen).toBe('element');
  });

  /** A good clock that a busy machine moved once by `step` seconds, beside frames on a screen's even grid. */
  const steppedOnce = (step: number) => {
    let state = FRESH_SOURCE;
    for (let at = 0; at <= 2_500; at += 50) {
      const media = at / 1000 + (at >= 1_000 ? step : 0);
      state = addReading(state, 'element', { at, media, rate: 1 });
      state = addReading(state, 'frames', { at, media: at / 1000, rate: 1 });
    }
    return state;
  };

  it('[S15] one step of a good clock is no reason to follow frames', () => {
    expect(steppedOnce(0.02).chosen).toBe('element');
  });

  it('[S15] frames are left again when the element’s clock turns out to be steady', () => {
    let state = run(2_500, 40, 5);
    expect(state.chosen).toBe('frames');
    for (let at = 2_550; at < 7_500; at += 50) {
      state = addReading(state, 'element', { at, media: at / 1000, rate: 1 });
      state = addReading(state, 'frames', { at, media: at / 1000, rate: 1 });
    }
    expect(state.chosen).toBe('element');
  });

  it('[S15] a coarse clock never wins later, read at ticks and frames', () => {
    const STEP = 100 / 3;
    let state = FRESH_SOURCE;
    const coarse = (at: number) => (Math.floor(at / STEP) * STEP) / 1000;
    for (let at = 0; at < 20_000; at += 100) {
      state = addReading(state, 'element', { at, media: coarse(at), rate: 1 });
      for (const shown of [at + 8, at + 41, at + 74]) {
        state = addReading(state, 'frames', { at: shown, media: shown / 1000, rate: 1 });
        state = addReading(state, 'element', { at: shown + 1, media: coarse(shown + 1), rate: 1 });
      }
    }
    expect(state.chosen).toBe('frames');
  });
});
