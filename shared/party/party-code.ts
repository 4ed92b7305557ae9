/**
 * Party codes: 9 characters of an alphabet of 25 = 41.8 bits (P4 asks for 40), in groups of three for reading aloud.
 * Of characters that look alike (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) at most one is in, so a misreading is either
 * impossible or has one meaning, which `MENDED` restores.
 */
const ALPHABET = '234679ACDEFGHJKMNPQRTVWXY';
const LENGTH = 9;
const GROUP = 3;
const MENDED: Record<string, string> = { U: 'V', Z: '2' };

/**
 * @param randomBytes cryptographically random bytes on demand (`crypto.getRandomValues` on both sides)
 * @returns a code as shown to people, e.g. `K7Q-F2M-XDA`
 */
export function makePartyCode(randomBytes: (count: number) => Uint8Array): string {
  let code = '';
  while (code.length < LENGTH) {
    for (const byte of randomBytes(LENGTH * 2)) {
      // Rejection keeps the distribution flat: 250 = 10 * 25.
      if (byte < 250 && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return formatPartyCode(code);
}

/** Groups of three with hyphens. Expects a canonical or already formatted code. */
function formatPartyCode(code: string): string {
  const bare = code.replaceAll('-', '');
  return (bare.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

/**
 * Reads what a person typed or pasted: a code in any case and spacing, or an invite link.
 * @returns the formatted code, or null if it can't be one
 */
export function parsePartyCode(input: string): string | null {
  const fromLink = /\/join\/([^/?#\s]+)/i.exec(input);
  const raw = (fromLink?.[1] ?? input).toUpperCase().replace(/[\s\-_.–—]/g, '');
  const mended = [...raw].map((c) => MENDED[c] ?? c).join('');
  if (mended.length !== LENGTH) return null;
  return [...mended].every((c) => ALPHABET.includes(c)) ? formatPartyCode(mended) : null;
}

/** Bits of entropy of a code: a test holds it against the promise. */
export const PARTY_CODE_BITS = LENGTH * Math.log2(ALPHABET.length);
