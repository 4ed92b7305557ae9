import { describe, expect, it } from 'vitest';
import { Workbench, writes } from './workbench.ts';

/** The party jumps to 110 s at 1,500 ms; this player is there too early and was stopped at 1,000. */
function landedEarly(): Workbench {
  const bench = new Workbench();
  bench.follow();
  bench.tick(5);
  bench.now = 900;
  bench.look = { position: 109.4 };
  bench.follow({ rev: 6, position: 110, at: 1_500 });
  bench.look = { position: 110 };
  bench.now = 1_000;
  expect(writes(bench.tell({ kind: 'tick' }))).toEqual([{ kind: 'pause' }]);
  bench.look = { position: 110, paused: true };
  bench.tell({ kind: 'write-outcome', write: { kind: 'pause' }, outcome: 'done', tookMs: 0 });
  return bench;
}

/** The site's button, pressed then; it finds a player that stands, and plays. */
function pressAt(bench: Workbench, pressedAt: number | undefined) {
  bench.now = 1_250;
  bench.look = { position: 110, paused: false };
  const press = pressedAt === undefined ? {} : { pressedAt };
  return bench.tell({ kind: 'intent', intent: { kind: 'play', position: 110, ...press } });
}

describe('a press that crosses our own stop', () => {
  it('[S19] a press that crosses our own stop in a party that plays is a pause', () => {
    const decision = pressAt(landedEarly(), 1_240);
    expect(decision.reason).toMatch(/^own-pause/);
    expect(writes(decision)).toMatchObject([
      { kind: 'send', command: { name: 'video-pause', baseRev: 6, currentTime: 110 } },
      { kind: 'pause' },
    ]);
  });

  it('[S19] a play that no press since the stop explains is the site’s: no command', () => {
    for (const pressedAt of [undefined, 990]) expect(pressAt(landedEarly(), pressedAt).reason).toMatch(/^agrees/);
  });

  it('[S19] who has seen the film stand and presses play means play', () => {
    const bench = landedEarly();
    bench.look = { position: 110, paused: true };
    bench.follow({ rev: 7, position: 110, at: 2_500 });
    bench.now = 1_600;
    bench.look = { position: 110, paused: false };
    const decision = bench.tell({ kind: 'intent', intent: { kind: 'play', position: 110, pressedAt: 1_590 } });
    expect(decision.reason).toMatch(/^agrees/);
  });

  it('[S19] the press after it is an answer to it: play', () => {
    const bench = landedEarly();
    pressAt(bench, 1_240);
    bench.look = { position: 110, paused: true };
    bench.tick(1, 50);
    bench.look = { position: 110, paused: false };
    const again = bench.tell({ kind: 'intent', intent: { kind: 'play', position: 110, pressedAt: 1_300 } });
    expect(again.reason).toMatch(/^own-play/);
  });

  /** Runs, and is stopped at 1,000 ms since the party stands from then on. */
  function stoppedWith(by: string): Workbench {
    const bench = new Workbench();
    bench.follow();
    bench.tick(5);
    bench.now = 1_000;
    bench.look = { position: 101 };
    expect(writes(bench.follow({ rev: 6, playing: false, position: 101, at: 1_000, by }))).toEqual([{ kind: 'pause' }]);
    return bench;
  }

  it('[S19] [S23] a press that crosses the stop for a hold makes it a pause', () => {
    const decision = pressAt(stoppedWith(''), 1_240);
    expect(decision.reason).toMatch(/^own-pause/);
    expect(writes(decision)).toMatchObject([{ kind: 'send', command: { name: 'video-pause' } }, { kind: 'pause' }]);
  });

  it('[S19] [S23] later in the hold it means: go on without them', () => {
    const bench = stoppedWith('');
    bench.now = 1_600;
    bench.look = { position: 101, paused: false };
    const decision = bench.tell({ kind: 'intent', intent: { kind: 'play', position: 101, pressedAt: 1_590 } });
    expect(decision.reason).toMatch(/^own-play/);
  });

  it('[S19] a stop that a person pressed is answered by play, however soon', () => {
    expect(pressAt(stoppedWith('ben'), 1_010).reason).toMatch(/^own-play/);
  });
});
