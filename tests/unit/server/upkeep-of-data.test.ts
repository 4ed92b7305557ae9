import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../server/failures.ts';
import { Buckets } from '../../../server/live/buckets.ts';
import { RATES } from '../../../server/realtime/rates.ts';
import { PARTY_IDLE_MS, PARTY_KEPT_MS, partyFate } from '../../../server/store/sweep-rules.ts';
import { createPartyInput, updatePartyInput } from '../../../shared/protocol/api.ts';

const WALL = 1_700_000_000_000;
const DAY_MS = 86_400_000;

describe('the sweep', () => {
  const fate = (lastActiveMs: number, change: { endedAt?: number; startsAt?: number } = {}) =>
    partyFate(
      { endedAt: change.endedAt ?? null, startsAt: change.startsAt ?? null, lastActiveAt: WALL - lastActiveMs },
      WALL,
    );

  it('ends a party that nobody opens any more, but not before its date', () => {
    expect(fate(PARTY_IDLE_MS - 1)).toBe('keep');
    expect(fate(PARTY_IDLE_MS)).toBe('end');
    expect(fate(PARTY_IDLE_MS, { startsAt: WALL + 1 })).toBe('keep');
    expect(fate(PARTY_IDLE_MS, { startsAt: WALL - PARTY_IDLE_MS })).toBe('end');
  });
  it('removes what is over for long', () => {
    expect(fate(1e12, { endedAt: WALL - PARTY_KEPT_MS + 1 })).toBe('keep');
    expect(fate(1e12, { endedAt: WALL - PARTY_KEPT_MS })).toBe('remove');
  });
  it('a date that would keep a party for years is refused, and one that is over, each by a code of its own', () => {
    const at = (startsAt: unknown) =>
      [createPartyInput.safeParse({ name: 'P', startsAt }), updatePartyInput.safeParse({ startsAt })].map(
        ({ success, error }) => success || refusalOf(error?.issues ?? []).error,
      );
    const now = Date.now();
    for (const fine of [null, now + DAY_MS, now + 365 * DAY_MS, now - 60_000]) expect(at(fine)).toEqual([true, true]);
    const refused = (code: string) => Array(2).fill({ code, fields: ['startsAt'] });
    for (const far of [now + 368 * DAY_MS, Date.UTC(2099, 0)]) expect(at(far)).toEqual(refused('date-too-far'));
    for (const past of [now - 3_600_000, now - 400 * DAY_MS, 0, -1]) expect(at(past)).toEqual(refused('date-past'));
    for (const rubbish of ['tomorrow', now + 0.5, 1e300]) expect(at(rubbish)).toEqual(refused('bad-request'));
  });
  it('what is wrong besides is not lost behind the date', () => {
    const { error } = createPartyInput.safeParse({ name: '', startsAt: Date.UTC(2099, 0) });
    expect(refusalOf(error?.issues ?? []).error).toEqual({ code: 'bad-request', fields: ['name', 'startsAt'] });
  });
});

describe('[P5] rates', () => {
  it('allows the burst, then the steady rate, and says how long to wait', () => {
    const buckets = new Buckets();
    const rate = { burst: 3, perSecond: 2 };
    const take = (now: number) => buckets.take('k', rate, now);
    expect([take(0), take(0), take(0)]).toEqual([0, 0, 0]);
    expect(take(0)).toBe(500);
    expect(take(400)).toBe(100);
    expect(take(500)).toBe(0);
    expect(take(500)).toBe(500);
    expect(buckets.take('other', rate, 500)).toBe(0);
    expect(buckets.peek('k', rate, 500)).toBe(500);
    expect(buckets.peek('new', rate, 500)).toBe(0);
  });
  it('never saves up more than the burst, and forgets who is idle', () => {
    const buckets = new Buckets();
    const rate = { burst: 2, perSecond: 1 };
    buckets.take('k', rate, 0);
    expect([1e6, 1e6, 1e6].map((now) => buckets.take('k', rate, now))).toEqual([0, 0, 1_000]);
    buckets.sweep(1e6 + 1_999);
    expect(buckets.size).toBe(1);
    buckets.sweep(1e6 + 2_000);
    expect(buckets.size).toBe(0);
    expect(buckets.peek('k', rate, 3e6)).toBe(0);
  });
  it('remembers the busy alone, whoever else came before', () => {
    const buckets = new Buckets();
    for (let n = 0; n < 10_000; n++) buckets.take(`one ${n}`, { burst: 1, perSecond: 10 }, n);
    expect(buckets.size).toBeLessThan(500);
    expect(buckets.peek('one 9999', { burst: 1, perSecond: 10 }, 10_000)).toBeGreaterThan(0);
  });
  it('[S6] lets the clock burst of a client through, twice over', () => {
    const buckets = new Buckets();
    const burst = [
      ...Array.from({ length: 12 }, (_, n) => n * 60),
      ...Array.from({ length: 28 }, (_, n) => 720 + n * 250),
    ];
    for (const offset of [0, 1_000]) {
      for (const at of burst) expect(buckets.take('clock', RATES['clock-ping'], offset * 8 + at)).toBe(0);
    }
  });
});
