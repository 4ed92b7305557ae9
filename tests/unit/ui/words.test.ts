import { describe, expect, it } from 'vitest';
import { allWords, CATALOGUE } from '../../../extension/ui/catalogue.ts';
import { conditionOf, markOf, memberShort, memberWords } from '../../../extension/ui/member-words.ts';
import { filmTime, secondsLeft } from '../../../extension/ui/time.ts';
import { MEMBER_STATES, type MemberState } from '../../../shared/party/party.ts';

const of = (state: MemberState, skewMs: number | null = null, connected = true) =>
  conditionOf({ connected, status: { state, skewMs } });

describe('member words', () => {
  it.each([
    ['in-step', 8, 'In step'],
    ['buffering', 6_000, 'Buffering, 6 s behind'],
    ['buffering', null, 'Buffering'],
    ['buffering', -4_000, 'Buffering'],
    ['catching-up', 400, 'Catching up'],
    ['catching-up', 2_400, 'Catching up, 2 s behind'],
    ['catching-up', -3_000, 'Easing back, 3 s ahead'],
    ['ad', null, 'Watching an ad'],
    ['other-title', 99_000, 'On another title'],
    ['needs-click', null, 'Has to click to join'],
  ] as const)('%s with %s ms says "%s"', (state, skewMs, words) => {
    expect(memberWords(of(state, skewMs))).toBe(words);
  });

  it('tells oneself what to do, the others what is', () => {
    expect(memberWords(of('needs-click'), true)).toBe('Click once to join');
  });

  it('shows who is not connected as away, whatever was last heard', () => {
    expect(memberWords(of('in-step', 0, false))).toBe('Away');
    expect(markOf(of('in-step', 0, false))).toBe('hollow');
  });

  it('gives every state a mark and words; only in step and starting are round and need no short word', () => {
    for (const state of MEMBER_STATES) {
      const condition = of(state);
      expect(memberWords(condition)).not.toBe('');
      expect(markOf(condition) === 'round').toBe(memberShort(condition) === null);
    }
  });
});

describe('time', () => {
  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [750, '12:30'],
    [3_723, '1:02:03'],
    [-3, '0:00'],
    [Number.NaN, '0:00'],
    [Number.POSITIVE_INFINITY, '0:00'],
  ])('%s s reads %s', (seconds, words) => expect(filmTime(seconds)).toBe(words));

  it('counts down without a last second of nothing', () => {
    expect([13_200, 1, 0, -5, Number.NaN].map(secondsLeft)).toEqual([14, 1, 0, 0, 0]);
  });
});

describe('who may and who did', () => {
  it('is not told of the host where a co-host may do it, or may have done it', () => {
    const { messages } = allWords('en');
    const named = Object.keys(messages).filter((key) => /\bthe host\b/i.test(JSON.stringify(messages[key])));
    // Who hands the party over, and who alone can start another.
    expect(named.sort()).toEqual(['error.party-ended', 'toast.new-host', 'toast.you-host']);
  });

  it('has one name for what popup and overlay both do', () => {
    const said = Object.entries(CATALOGUE).flatMap(([, languages]) => Object.keys(languages.en ?? {}));
    expect(said.filter((key) => /\.(kick|ban)$/.test(key)).sort()).toEqual(['common.ban', 'common.kick']);
  });
});
