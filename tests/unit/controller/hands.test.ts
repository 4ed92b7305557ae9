import { describe, expect, it } from 'vitest';
import { inStep, TIMELINE, Workbench, writes } from './workbench.ts';

describe('hands', () => {
  it('[S14] own play is a command, and the player stands until the common start', () => {
    const bench = new Workbench();
    bench.look = { paused: true, position: 100 };
    bench.follow({ playing: false });
    bench.tick(5);
    bench.look = { paused: false, position: 100.02 };
    const decision = bench.tell({ kind: 'intent', intent: { kind: 'play', position: 100 } });
    expect(writes(decision)).toEqual([
      {
        kind: 'send',
        command: { name: 'video-play', commandId: 'me-0', epoch: 1, baseRev: 5, mediaKey: 'film', currentTime: 100 },
        since: bench.now,
      },
      { kind: 'pause' },
    ]);
    bench.look = { paused: true, position: 100.02 };
    expect(bench.tick(3)).toEqual([]);
    expect(bench.state.status?.state).toBe('starting');
    const timeline = { ...TIMELINE, rev: 6, at: bench.now + 200 };
    const ack = bench.tell({ kind: 'command-result', commandId: 'me-0', result: { ok: true, value: { timeline } } });
    expect(ack.reason).toBe('command-taken: start-scheduled');
    bench.now = timeline.at + 20; // 20 ms further on: starts when the timeline is there
    expect(writes(bench.tell({ kind: 'tick' }))).toEqual([{ kind: 'play' }]);
  });

  it('[S19] what agrees with the party is no command: no echo', () => {
    const bench = inStep();
    const decision = bench.tell({ kind: 'intent', intent: { kind: 'play', position: 100 } });
    expect(decision.reason).toMatch(/^agrees/);
    expect(decision.effects.filter(({ kind }) => kind === 'send')).toEqual([]);
  });

  it('[S19] an unexplained pause is left alone for 400 ms, then played on', () => {
    const bench = inStep();
    bench.look = { paused: true, position: 100.5 };
    expect(bench.tick(4)).toEqual([]);
    expect(bench.tick(3).length).toBeGreaterThan(0);
  });

  it('[S3] without permission: reverted at once, and said', () => {
    const bench = inStep();
    bench.tell({ kind: 'permission', mayControl: false });
    bench.look = { paused: true, position: 100.5 };
    const effects = writes(bench.tell({ kind: 'intent', intent: { kind: 'pause', position: 100.5 } }));
    expect(effects).toEqual([{ kind: 'notice', notice: 'not-allowed' }, { kind: 'play' }]);
  });

  it('[S3] [S28] a lost way is asked again with the same id, then given up and undone', () => {
    const bench = inStep();
    bench.look = { paused: true, position: 100.5 };
    bench.tell({ kind: 'intent', intent: { kind: 'pause', position: 100.5 } });
    const lost = () =>
      bench.tell({ kind: 'command-result', commandId: 'me-0', result: { ok: false, error: { code: 'offline' } } });
    lost();
    const pressedAt = bench.now;
    const again = bench.tick(6);
    expect(again).toMatchObject([{ kind: 'send', command: { commandId: 'me-0' }, since: pressedAt }]);
    for (let i = 0; i < 12; i++) {
      lost();
      bench.tick(6);
    }
    expect(bench.state.pending).toEqual([]);
  });
});
