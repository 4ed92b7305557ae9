import { describe, expect, it } from 'vitest';
import type { Hold } from '../../../shared/party/party.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';
import type { Move } from '../../chaos/moves.ts';
import { wrongStep, wrongSteps } from '../../chaos/steps.ts';
import type { Heard, Testimony } from '../../chaos/testimony.ts';

const STANDS: Timeline = { epoch: 0, mediaKey: 'film', rev: 1, playing: false, position: 30, at: 0, rate: 1, by: '' };
const RUNS: Timeline = { ...STANDS, playing: true, rate: 2 };
const HOLD: Hold = { memberIds: ['kei'], until: 20_000, reason: 'buffering' };

/** Ana's command, ten seconds later. */
function by(move: Move, before: Timeline, after: Partial<Timeline>, hold: Hold | null = null) {
  const timeline = { ...before, rev: 2, by: 'ana', at: 10_000, ...after };
  const now: Heard = { commandId: 'c1', reason: 'command', timeline, hold };
  return wrongStep({ timeline: before, hold: null }, now, { move, by: 'ana' });
}
/** The server's own doing, ten seconds later. */
function byItself(before: Timeline, after: Partial<Timeline>, hold: Hold | null) {
  const timeline = { ...before, rev: 2, by: '', at: 10_000, ...after };
  return wrongStep(
    { timeline: before, hold: null },
    { commandId: null, reason: hold ? 'hold' : 'hold-over', timeline, hold },
    null,
  );
}

describe('what a command may make of a party', () => {
  it('a jump: there exactly, and nothing else', () => {
    const jump = { name: 'video-seek', to: 7 } as const;
    expect(by(jump, RUNS, { position: 7 })).toBeNull();
    expect(by(jump, RUNS, { position: 7.01 })).toBe('at 7.01 instead of 7');
    expect(by(jump, RUNS, { position: 7, playing: false })).toBe('playing false instead of true');
    expect(by(jump, RUNS, { position: 7, rate: 1 })).toBe('rate 1 instead of 2');
    expect(by(jump, RUNS, { position: 7, by: 'kei' })).toBe('by kei, and ana sent it');
    expect(by(jump, RUNS, { position: 7, epoch: 1 })).toBe('another title');
  });
  it('a play: from where it stands, or it waits for somebody', () => {
    const play = { name: 'video-play' } as const;
    expect(by(play, STANDS, { playing: true })).toBeNull();
    expect(by(play, STANDS, {})).toBe('playing false instead of true');
    expect(by(play, STANDS, {}, HOLD)).toBeNull();
    expect(by(play, STANDS, { playing: true, position: 30.1 })).toBe('at 30.1 instead of 30');
  });
  it('a pause: where the party was, or where its sender saw it if that is near', () => {
    const pause = { name: 'video-pause' } as const;
    expect(by(pause, RUNS, { playing: false, position: 50 })).toBeNull();
    expect(by(pause, RUNS, { playing: false, position: 46 })).toBeNull();
    expect(by(pause, RUNS, { playing: false, position: 45.9 })).toBe('at 45.9 instead of 50');
    expect(by(pause, RUNS, { position: 50 })).toBe('playing true instead of false');
    expect(by(pause, STANDS, { position: 30.1 })).toBe('at 30.1 instead of 30');
  });
  it('another rate: from where the party is', () => {
    const rate = { name: 'video-rate', rate: 0.5 } as const;
    expect(by(rate, RUNS, { rate: 0.5, position: 50 })).toBeNull();
    expect(by(rate, RUNS, { rate: 0.5, position: 30, at: 0 })).toBeNull();
    expect(by(rate, RUNS, { rate: 0.5, position: 30 })).toBe('at 30 instead of 50');
    expect(by(rate, RUNS, { position: 50 })).toBe('rate 2 instead of 0.5');
  });
  it('a command that nobody sent', () => {
    const now: Heard = { commandId: 'c9', reason: 'command', timeline: { ...STANDS, rev: 2 }, hold: null };
    expect(wrongStep({ timeline: STANDS, hold: null }, now, null)).toBe('nobody sent it');
  });
});

describe('what the server may make of a party by itself', () => {
  it('a hold stands where the party was, and the film goes on from there', () => {
    expect(byItself(RUNS, { playing: false, position: 50 }, HOLD)).toBeNull();
    expect(byItself(RUNS, { playing: false, position: 30 }, HOLD)).toBe('at 30 instead of 50');
    expect(byItself(RUNS, { position: 50 }, HOLD)).toBe('playing true instead of false');
    expect(byItself(STANDS, { playing: true }, null)).toBeNull();
    expect(byItself(STANDS, {}, null)).toBe('playing false instead of true');
  });
});

describe('which steps are looked at', () => {
  const first: Heard = { commandId: 'c1', reason: 'command', timeline: { ...STANDS, by: 'ana' }, hold: null };
  const jump = (change: Partial<Heard>, timeline: Partial<Timeline> = {}): Heard => ({
    commandId: 'c2',
    reason: 'command',
    timeline: { ...STANDS, rev: 2, position: 99, by: 'ana', ...timeline },
    hold: null,
    ...change,
  });
  const hears = (memberId: string, ...heard: Heard[]): Testimony => ({
    memberId,
    moves: new Map<string, Move>(memberId === 'ana' ? [['c2', { name: 'video-seek', to: 7 }]] : []),
    acknowledged: [],
    heard,
    said: [],
    held: null,
  });
  const WRONG = 'rev 2 (c2): at 99 instead of 7';

  it('of neighbouring revs, whoever heard them', () => {
    expect(wrongSteps([hears('ana', first, jump({}))])).toEqual([WRONG]);
    expect(wrongSteps([hears('ana', first), hears('kei', jump({}))])).toEqual([WRONG]);
    expect(wrongSteps([hears('ana', first, jump({}, { rev: 3 }))])).toEqual([]);
  });
  it('not what was only told once more, of which nobody knows the cause', () => {
    const again = jump({ commandId: null, reason: 'restored' });
    expect(wrongSteps([hears('ana', first, again)])).toEqual([]);
    expect(wrongSteps([hears('ana', first, again), hears('kei', jump({}))])).toEqual([WRONG]);
  });
  it('not across a rev that two lives of the party used', () => {
    expect(wrongSteps([hears('ana', first, jump({})), hears('kei', jump({}, { position: 98 }))])).toEqual([]);
  });
});
