import { describe, expect, it } from 'vitest';
import { inStep, Workbench } from './workbench.ts';

describe('status', () => {
  it('[S22] not ready while data is missing for longer than 250 ms, ready again at once', () => {
    const bench = inStep();
    expect(bench.state.status).toMatchObject({ state: 'in-step', ready: true });
    bench.look = { readyState: 2 };
    bench.tick(2);
    expect(bench.state.status?.ready).toBe(true);
    bench.tick(6);
    expect(bench.state.status).toMatchObject({ ready: false, state: 'buffering' });
    bench.look = {};
    bench.tick();
    expect(bench.state.status?.ready).toBe(true);
  });

  it('[S22] standing needs 3 s ahead, or what is left of the film', () => {
    const bench = new Workbench();
    bench.look = { paused: true, position: 100, readyState: 3, bufferedAhead: 2 };
    bench.follow({ playing: false });
    expect(bench.state.status?.ready).toBe(false);
    bench.look = { ...bench.look, bufferedAhead: 3.2 };
    bench.tick();
    expect(bench.state.status?.ready).toBe(true);
    bench.look = { ...bench.look, bufferedAhead: 1, position: 7199 };
    bench.tick(10);
    expect(bench.state.status?.ready).toBe(true);
  });

  it('sends at most each two seconds while only figures change', () => {
    const bench = inStep();
    let sent = 0;
    for (let i = 0; i < 100; i++) {
      bench.behind = 0.001 * (i % 3);
      bench.now += 100;
      sent += bench.tell({ kind: 'tick' }).effects.filter(({ kind }) => kind === 'status').length;
    }
    expect(sent).toBeLessThanOrEqual(6);
    expect(sent).toBeGreaterThan(1);
  });
});
