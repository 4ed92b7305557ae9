import { describe, expect, it } from 'vitest';
import { nextDeed } from '../../chaos/moves.ts';
import { seededRandom } from '../../support/delay-proxy.ts';

const deeds = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, n) => nextDeed(random, n));
};

describe('what members of chaos do', () => {
  it('is the same for the same seed, and another thing for another', () => {
    expect(deeds(1, 50)).toEqual(deeds(1, 50));
    expect(deeds(1, 50)).not.toEqual(deeds(2, 50));
  });

  it('is everything: jumps, plays, pauses, rates, words, stalls and roles', () => {
    const kinds = deeds(1, 400).map((deed) => (deed.kind === 'command' ? deed.move.name : deed.kind));
    const names = ['video-seek', 'video-play', 'video-pause', 'video-rate', 'chat', 'stall', 'role'];
    for (const name of names) expect(kinds.filter((kind) => kind === name).length, name).toBeGreaterThan(5);
    expect(new Set(kinds)).toEqual(new Set(names));
  });
});
