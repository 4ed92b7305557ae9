import { describe, expect, it } from 'vitest';
import { Workbench, writes } from './workbench.ts';

const bench = () => {
  const made = new Workbench();
  made.tell({ kind: 'permission', mayControl: true });
  made.follow();
  // A live stream: its element counts from when the stream began.
  made.look = {
    capabilities: { seek: 'none', rate: false, clock: 'none', cheapSeek: false },
    position: 36_000,
    duration: null,
  };
  made.tick(3);
  return made;
};

describe('[S21] a player without a clock of the content', () => {
  it('stops the party where the party is, not where the element is', () => {
    const effects = writes(bench().tell({ kind: 'intent', intent: { kind: 'pause', position: 36_000 } }));
    const sent = effects.find((effect) => effect.kind === 'send');
    expect(sent?.command.name).toBe('video-pause');
    expect(sent?.command.currentTime).toBeCloseTo(100.3);
  });

  it('takes nobody along on a jump whose target means nothing to them', () => {
    const decision = bench().tell({ kind: 'intent', intent: { kind: 'seek', position: 35_000 } });
    expect(decision.reason).toMatch(/^no-content-clock/);
    expect(writes(decision)).toEqual([]);
  });
});

describe('[S21] a player whose clock is approximate', () => {
  const stateAt = (clock: 'exact' | 'approximate', behind: number) => {
    const made = new Workbench();
    made.follow();
    made.look = { capabilities: { seek: 'none', rate: false, clock, cheapSeek: false } };
    made.behind = behind;
    made.tick(30);
    return made.state.status?.state;
  };

  it('is in step as long as nothing is done about where it is', () => {
    expect(stateAt('approximate', 1.5)).toBe('in-step');
    expect(stateAt('approximate', 4)).toBe('catching-up');
    expect(stateAt('exact', 1.5)).toBe('catching-up');
  });
});
