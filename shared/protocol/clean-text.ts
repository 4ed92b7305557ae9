// Control characters, zero-width and bidirectional overrides: they forge names and turn text round. ZWJ (200D) stays,
// emoji families are made of it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule removes
const UNWANTED = /[\u0000-\u001f\u007f-\u009f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** NFC, unwanted characters out, white space folded and trimmed (I1). */
export function cleanText(raw: string): string {
  return raw
    .normalize('NFC')
    .replace(/[\t\n\r]/g, ' ')
    .replace(UNWANTED, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}
