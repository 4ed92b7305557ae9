import { describe, expect, it } from 'vitest';
import { advance, isAhead, NO_REPLAY, withKept, withLater } from '../../../extension/overlay/reaction-replay.ts';

const felt = (position: number) => ({ memberId: 'ana', emoji: '👏', position });
const kept = withKept(NO_REPLAY, 3, [felt(20), felt(10), felt(11.5)]);
const watch = (...positions: number[]) => {
  let replay = kept;
  return positions.map((position) => {
    const step = advance(replay, 3, position);
    replay = step.replay;
    return step.due.map((one) => one.position);
  });
};

describe('reactions at their scene', () => {
  it('come when the own film passes the scene, once each time it is watched', () => {
    expect(watch(9, 10, 11, 12, 13)).toEqual([[], [10], [], [11.5], []]);
    expect(watch(9, 12, 9, 12)).toEqual([[], [10, 11.5], [], [10, 11.5]]);
  });
  it('do not come for what was jumped over, nor while one stands still', () => {
    expect(watch(5, 30)).toEqual([[], []]);
    expect(watch(10, 10, 10.5)).toEqual([[], [], []]);
  });
  it('wait for who is behind, and are those of this title alone', () => {
    expect([isAhead(15, 10), isAhead(11, 10), isAhead(15, 0)]).toEqual([true, false, true]);
    const later = withLater(kept, 3, felt(15));
    expect(later.scenes.map((one) => one.position)).toEqual([10, 11.5, 15, 20]);
    expect(withLater(kept, 4, felt(1)).scenes).toHaveLength(1);
    expect(advance(kept, 4, 10).due).toEqual([]);
  });
  it('are some faces of a crowd, not all at once', () => {
    const crowd = withKept(
      NO_REPLAY,
      0,
      Array.from({ length: 50 }, () => felt(5)),
    );
    const { replay } = advance(crowd, 0, 4);
    expect(advance(replay, 0, 6).due.length).toBeLessThanOrEqual(6);
  });
});
