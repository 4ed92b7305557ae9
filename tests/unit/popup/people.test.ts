import { generate } from 'lean-qr';
import { describe, expect, it } from 'vitest';
import { parseHabits, readHabits, USUAL_HABITS, writeHabits } from '../../../extension/messaging/preferences.ts';
import { qrPath } from '../../../extension/popup/parts/qr-code.tsx';
import { dateSlip, fromField, nextEvening, slipOf, toField } from '../../../extension/popup/when.ts';
import { createPartyInput } from '../../../shared/protocol/api.ts';
import { STARTS_WITHIN_MS } from '../../../shared/protocol/limits.ts';

describe('dates in fields', () => {
  it('go there and back to the minute', () => {
    const at = new Date(2026, 10, 7, 9, 5).getTime();
    expect(toField(at)).toBe('2026-11-07T09:05');
    expect(fromField(toField(at))).toBe(at);
    expect(fromField('')).toBeNull();
    expect(fromField('2026-13-99T99:99')).toBeNull();
  });

  it('are refused with their own reason when none is whole, it is over, or too far', () => {
    const now = Date.now();
    expect([null, now - 1, now, now + STARTS_WITHIN_MS + 1].map((at) => dateSlip(at, now))).toEqual([
      'date-needed',
      'date-past',
      'date-past',
      'date-too-far',
    ]);
    for (const fine of [now + 1, now + STARTS_WITHIN_MS]) expect(dateSlip(fine, now)).toBeNull();
    // What passes here passes at the server.
    expect(createPartyInput.safeParse({ name: 'P', startsAt: now + STARTS_WITHIN_MS }).success).toBe(true);
  });

  it('stand beside what the server had against them, and nothing else does', () => {
    expect(slipOf({ code: 'date-past' })).toBe('date-past');
    expect(slipOf({ code: 'date-too-far' })).toBe('date-too-far');
    expect([null, { code: 'offline' } as const].map(slipOf)).toEqual([null, null]);
  });

  it('offer this evening, or tomorrow’s when it is near or over', () => {
    const at = (hour: number, minute = 0) => new Date(2026, 10, 7, hour, minute).getTime();
    expect(toField(nextEvening(at(12)))).toBe('2026-11-07T20:00');
    expect(toField(nextEvening(at(19, 30)))).toBe('2026-11-08T20:00');
    expect(toField(nextEvening(at(23)))).toBe('2026-11-08T20:00');
  });
});

describe('habits', () => {
  const area = (kept: Record<string, unknown> = {}) => ({
    get: async () => kept,
    set: async (items: Record<string, unknown>) => void Object.assign(kept, items),
  });

  it('are the usual ones where nothing or rubbish is stored, field by field', () => {
    expect(parseHabits(null)).toEqual(USUAL_HABITS);
    expect(parseHabits({ waitFor: 'nobody', musicMode: 'yes', rateCorrection: false })).toEqual({
      ...USUAL_HABITS,
      waitFor: 'nobody',
      rateCorrection: false,
    });
  });

  it('change one by one', async () => {
    const kept = area();
    await writeHabits(kept, { musicMode: true });
    await writeHabits(kept, { waitFor: 'majority' });
    expect(await readHabits(kept)).toEqual({ ...USUAL_HABITS, musicMode: true, waitFor: 'majority' });
  });
});

it('draws every dark module of a QR code, and no other', () => {
  const code = generate('https://party.example.org/join/K7Q-F2M-XDA');
  const drawn = new Set<string>();
  for (const [, x, y, run] of qrPath(code.size, (a, b) => code.get(a, b)).matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let i = 0; i < Number(run); i++) drawn.add(`${Number(x) - 4 + i} ${Number(y) - 4}`);
  const dark = new Set<string>();
  for (let y = 0; y < code.size; y++) for (let x = 0; x < code.size; x++) if (code.get(x, y)) dark.add(`${x} ${y}`);
  expect(drawn).toEqual(dark);
  expect(dark.size).toBeGreaterThan(200);
});
