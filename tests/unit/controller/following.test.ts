import { describe, expect, it } from 'vitest';
import { inStep, TIMELINE, Workbench, writes } from './workbench.ts';

describe('following the timeline', () => {
  it('[S4] applies only what is newer, and asks for the rest after a gap', () => {
    const bench = inStep();
    expect(bench.tell({ kind: 'timeline', timeline: { ...TIMELINE, rev: 4, playing: false } }).reason).toMatch(
      /^old-timeline/,
    );
    expect(bench.state.timeline?.rev).toBe(5);
    const gap = bench.tell({ kind: 'timeline', timeline: { ...TIMELINE, rev: 8 } });
    expect(gap.reason).toMatch(/^timeline-after-gap/);
    expect(gap.effects).toContainEqual({ kind: 'request-sync' });
    expect(bench.tell({ kind: 'timeline', timeline: { ...TIMELINE, rev: 9 } }).effects).not.toContainEqual({
      kind: 'request-sync',
    });
  });

  it('[S11] starts at `at` less the learned latency, after a wake; from where it stands', () => {
    const bench = new Workbench();
    bench.look = { paused: true, position: 100 };
    bench.tell({
      kind: 'learned',
      learned: { startAfterSeek: [60], startPlain: [0], seekBuffered: [100], seekUnbuffered: [600] },
    });
    expect(bench.follow({ at: 500 }).effects).toContainEqual({ kind: 'wake', at: 440 });
    bench.now = 430;
    expect(writes(bench.tell({ kind: 'tick' }))).toEqual([]);
    bench.now = 440;
    const due = bench.tell({ kind: 'tick' });
    expect(due.reason).toBe('start-on-time');
    expect(writes(due)).toEqual([{ kind: 'play' }]);
  });

  it('[S11] learns the start latency from the player itself 300 ms after the start', () => {
    const bench = new Workbench();
    bench.look = { paused: true, position: 100 };
    bench.follow({ at: 200 });
    bench.now = 200;
    bench.tell({ kind: 'tick' });
    bench.look = { position: 100 };
    bench.now = 300;
    bench.tell({ kind: 'tick' });
    bench.now = 500;
    bench.look = { position: 100.21 }; // 300 ms after play() it has run 210
    const learned = bench.tell({ kind: 'tick' }).effects.find(({ kind }) => kind === 'learned');
    expect(learned).toMatchObject({ learned: { startAfterSeek: [80, expect.closeTo(90, 5)] } });
  });

  it('[S12] pauses at once and moves at most one still frame', () => {
    const bench = inStep();
    expect(writes(bench.follow({ rev: 6, playing: false, position: 100.3 }))).toEqual([{ kind: 'pause' }]);
    bench.look = { paused: true, position: 100.5 };
    expect(bench.tick()).toEqual([{ kind: 'seek', position: 100.301 }]);
    bench.look = { paused: true, position: 100.301 };
    bench.tell({ kind: 'write-outcome', write: { kind: 'seek', position: 100.301 }, outcome: 'done', tookMs: 40 });
    expect(bench.tick(50)).toEqual([]);
  });

  it('[S12] who ran shows the frame of its clock only after a seek, so everybody makes the same one; who stood stays', () => {
    const bench = inStep();
    bench.follow({ rev: 6, playing: false, position: 100.3 });
    bench.look = { paused: true, position: 100.3 };
    expect(bench.tick()).toEqual([{ kind: 'seek', position: 100.301 }]);
    bench.look = { paused: true, position: 100.301 };
    bench.tell({ kind: 'write-outcome', write: { kind: 'seek', position: 100.301 }, outcome: 'done', tookMs: 20 });
    expect(writes(bench.follow({ rev: 7, playing: false, position: 100.3 }))).toEqual([]);
    expect(bench.tick(50)).toEqual([]);
  });

  it('[S12] who pressed pause makes the same still seek as the others', () => {
    const bench = inStep();
    bench.look = { paused: true, position: 100.4 };
    const sent = bench.tell({ kind: 'intent', intent: { kind: 'pause', position: 100.4 } }).effects;
    expect(sent).toContainEqual(expect.objectContaining({ kind: 'send' }));
    expect(writes(bench.follow({ rev: 6, playing: false, position: 100.4 }))).toEqual([
      { kind: 'seek', position: expect.closeTo(100.401, 6) },
    ]);
  });

  it('[S12] [S21] where a seek is costly, a still frame is worth one only from half a frame on', () => {
    const costly = { seek: 'exact', rate: true, cheapSeek: false, clock: 'exact' } as const;
    for (const [position, wanted] of [
      [100.3, []],
      [100.318, []],
      [100.33, [{ kind: 'seek', position: 100.3 }]],
    ] as const) {
      const bench = inStep();
      bench.look = { capabilities: costly };
      bench.follow({ rev: 6, playing: false, position: 100.3 });
      bench.look = { capabilities: costly, paused: true, position };
      expect(bench.tick()).toEqual(wanted);
    }
  });

  it('[S12] [S18] a player that ignores the still seek, where it stands already, has missed nothing', () => {
    const bench = inStep();
    for (const rev of [6, 8, 10]) {
      bench.follow({ rev, playing: false, position: 100.3 });
      bench.look = { paused: true, position: 100.3 };
      bench.tick();
      bench.tell({
        kind: 'write-outcome',
        write: { kind: 'seek', position: 100.301 },
        outcome: 'ignored',
        tookMs: 3_000,
      });
      bench.look = { position: 100.3 };
      bench.follow({ rev: rev + 1, position: 100.3, at: bench.now });
    }
    expect(bench.follow({ rev: 12, position: 105, at: bench.now }).effects).toContainEqual(
      expect.objectContaining({ kind: 'seek' }),
    );
  });

  it('[S13] [S18] a jump while playing is one seek, aimed at where the timeline will be', () => {
    const bench = inStep();
    const decision = bench.follow({ rev: 6, position: 105, at: bench.now });
    const seek = writes(decision);
    expect(seek).toEqual([{ kind: 'seek', position: expect.closeTo(105.1, 5) }]);
  });

  it.each([
    { ahead: 0.09, acts: [], what: 'closes by its rate what it landed a little ahead' },
    { ahead: 0.12, acts: [{ kind: 'pause' }], what: 'stands until the party is there, if it landed far ahead' },
  ])('[S13] $what', ({ ahead, acts }) => {
    const bench = inStep();
    bench.follow({ rev: 6, position: 105, at: bench.now });
    bench.now += 20;
    const seek = { kind: 'seek', position: 105.1 } as const;
    const startS = 0.08; // what a start after a jump takes, as long as nothing is learned
    bench.look = { position: 105 + 0.02 + startS + ahead };
    expect(writes(bench.tell({ kind: 'write-outcome', write: seek, outcome: 'done', tookMs: 20 }))).toEqual(acts);
  });

  it('[S24] [S25] never writes in an ad or on another title', () => {
    for (const look of [
      { phase: 'ad' },
      { media: 'other-title' },
      { media: 'other-cut' },
      { media: 'none' },
    ] as const) {
      const bench = inStep();
      bench.look = look;
      bench.behind = 30;
      expect(bench.tick(30)).toEqual([]);
      expect(writes(bench.follow({ rev: 6, playing: false }))).toEqual([]);
    }
  });

  it('[S9] corrects nothing while the clock is not settled', () => {
    const bench = inStep();
    bench.behind = 3;
    bench.look = { clockSettled: false };
    expect(bench.tick(30)).toEqual([]);
  });

  it('[S26] a blocked play() is not repeated: it asks for a click, once', () => {
    const bench = new Workbench();
    bench.look = { paused: true, position: 100 };
    bench.follow({ at: 0 });
    const told = bench.tell({ kind: 'write-outcome', write: { kind: 'play' }, outcome: 'blocked', tookMs: 3 });
    expect(writes(told)).toEqual([{ kind: 'notice', notice: 'needs-click' }]);
    expect(bench.tick(40)).toEqual([]);
    expect(bench.state.status).toMatchObject({ state: 'needs-click', ready: false });
  });
});
