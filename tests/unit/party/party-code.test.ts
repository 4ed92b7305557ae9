import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makePartyCode, PARTY_CODE_BITS, parsePartyCode } from '../../../shared/party/party-code.ts';

describe('[P4] a party’s code', () => {
  it('has at least 40 bits, and each character as often as another', () => {
    expect(PARTY_CODE_BITS).toBeGreaterThanOrEqual(40);
    // Every byte once for each of the nine places: who took those above 249 too would see six characters more often.
    const all = Uint8Array.from({ length: 256 * 9 }, (_, n) => n % 256);
    const seen = new Map<string, number>();
    for (let from = 0; from < 250; from += 9) {
      const code = makePartyCode(() => all.subarray(from)).replaceAll('-', '');
      for (const one of code.slice(0, Math.min(9, 250 - from))) seen.set(one, (seen.get(one) ?? 0) + 1);
    }
    expect(seen.size).toBe(25);
    expect(new Set(seen.values())).toEqual(new Set([10]));
    expect(makePartyCode(() => Uint8Array.from([250, 255, ...Array(9).fill(0)]))).toBe('222-222-222');
  });

  it('is read as it was made, however it is typed, and out of a link', () => {
    for (let n = 0; n < 50; n++) {
      const code = makePartyCode((count) => randomBytes(count));
      expect(code).toMatch(/^...-...-...$/);
      for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('-', '')])
        expect(parsePartyCode(typed), typed).toBe(code);
      expect(parsePartyCode(`https://party.example.org/join/${code}?from=chat`)).toBe(code);
    }
  });

  it('is mended where characters look alike, and is none where they are not of a code', () => {
    expect(parsePartyCode('u7q-fzm-xda')).toBe('V7Q-F2M-XDA');
    for (const typed of ['', 'K7Q-F2M-XD', 'K7Q-F2M-XDAA', 'K7Q-F2M-XD0', 'K7Q-F2M-XDI', 'https://party.example.org/'])
      expect(parsePartyCode(typed), typed).toBeNull();
  });
});
