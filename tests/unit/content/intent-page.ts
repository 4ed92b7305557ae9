import type { Intent } from '../../../extension/content/controller/types.ts';
import { judge } from '../../../extension/content/intent.ts';
import { type Facts, freshIntents, type Happening } from '../../../extension/content/intent-facts.ts';

/** A page on which things happen: keeps the time, the player and what was concluded. */
export function page(over: Partial<Facts> = {}) {
  let state = freshIntents(-60_000, 'content');
  state = { ...state, started: true };
  let settleAt: number | null = null;
  const told: Intent[] = [];
  const facts: Facts = {
    now: 0,
    position: 100,
    sure: true,
    paused: false,
    seeking: false,
    ended: false,
    readyState: 4,
    phase: 'content',
    inputAt: -Infinity,
    held: false,
    prompted: false,
    ...over,
  };
  const happen = (happening: Happening) => {
    const verdict = judge(state, happening, { ...facts });
    state = verdict.state;
    settleAt = verdict.settleAt;
    told.push(...verdict.intents);
    return verdict.reason;
  };
  const self = {
    told,
    facts,
    pending: () => state.burst !== null,
    source: () => {
      state = freshIntents(facts.now, facts.phase);
    },
    hand: () => {
      facts.inputAt = facts.now;
    },
    event: (kind: 'play' | 'pause' | 'seeking' | 'seeked', explained = false) => {
      if (kind === 'play') facts.paused = false;
      if (kind === 'pause') facts.paused = true;
      if (kind === 'seeking') facts.seeking = true;
      if (kind === 'seeked') facts.seeking = false;
      return happen({ kind, explained });
    },
    jump: (to: number, explained = false) => {
      facts.position = to;
      return self.event('seeking', explained);
    },
    emptied: () => happen({ kind: 'source' }),
    rate: (rate: number, explained = false) => happen({ kind: 'rate', rate, explained }),
    flush: () => happen({ kind: 'flush' }),
    /** Let time pass; what was to be looked at again is. */
    pass: (ms: number) => {
      const end = facts.now + ms;
      while (settleAt !== null && settleAt <= end) {
        facts.now = settleAt;
        happen({ kind: 'quiet' });
      }
      facts.now = end;
    },
  };
  return self;
}
