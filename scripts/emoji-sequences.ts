import type { Language } from '../shared/languages.ts';
import { SEQUENCE_WORDS, type SequenceWords } from './emoji-words.ts';

/** What Unicode's CLDR says of signs in one language; a sign stands there without its variation selectors. */
export type Annotations = Readonly<
  Record<string, { readonly default?: readonly string[]; readonly tts?: readonly string[] }>
>;

/** A name, and phrases to find it by. */
export interface Said {
  name: string;
  phrases: readonly string[];
}

/** As CLDR sets its own. */
const LIST: Intl.ListFormatOptions = { type: 'unit', style: 'short' };
const JOINER = '\u200d';
const KISS = '💋';
const HEART = '❤';
/** The sign that a couple or a family in pieces is named after. */
const LED_BY = { kiss: '💏', heart: '💑', family: '👪' };
const FAMILY = /^[👨👩👦👧]$/u;
const KEYCAPS: Readonly<Record<string, string>> = { '#⃣': '#', '*⃣': '*', '🔟': '10' };
/** The tags behind the black flag. */
const SUBDIVISIONS: Readonly<Record<string, Exclude<keyof SequenceWords, 'flag' | 'keycap' | 'facingRight'>>> = {
  gbeng: 'england',
  gbsct: 'scotland',
  gbwls: 'wales',
};

export const bare = (sign: string): string => sign.replaceAll('\ufe0f', '');

/** "🇩🇪" -> "DE", "🏴..." -> "gbeng": both are letters that are moved to somewhere else. */
const lettersFrom = (sign: string, first: number, asA: string): string =>
  [...sign].map((one) => String.fromCharCode((one.codePointAt(0) ?? 0) - first + asA.charCodeAt(0))).join('');

/** What a sign says that is named one by one. */
export function saidOf(sign: string, annotations: Annotations): Said | null {
  const { tts, default: phrases = [] } = annotations[bare(sign)] ?? {};
  return tts?.[0] ? { name: tts[0], phrases } : null;
}

const named = (what: string, which: string, language: Language): string =>
  `${what}${language === 'fr' ? '\u00a0: ' : ': '}${which}`;

/** "lead: part, part". @returns null if one of them has no name */
function together(lead: Said | null, parts: readonly (Said | null)[], language: Language): Said | null {
  const known = parts.filter((part) => part !== null);
  if (!lead || known.length < parts.length) return null;
  return {
    name: named(lead.name, new Intl.ListFormat(language, LIST).format(known.map(({ name }) => name)), language),
    phrases: [lead, ...known].flatMap(({ phrases }) => phrases),
  };
}

/** Two and more signs in one: who walks to the right, couples, families, people with hair of a colour. */
function joined(signs: readonly string[], annotations: Annotations, language: Language): Said | null {
  const said = (sign: string) => saidOf(sign, annotations);
  if (signs.at(-1) === '➡') {
    const right = { name: SEQUENCE_WORDS[language].facingRight, phrases: [] };
    return together(said(signs.slice(0, -1).join(JOINER)), [right], language);
  }
  const people = signs.filter((sign) => sign !== KISS && sign !== HEART).map(said);
  if (signs.includes(KISS)) return together(said(LED_BY.kiss), people, language);
  if (signs.includes(HEART)) return together(said(LED_BY.heart), people, language);
  if (signs.every((sign) => FAMILY.test(sign))) return together(said(LED_BY.family), people, language);
  return together(people[0] ?? null, people.slice(1), language);
}

/**
 * What a sign says that CLDR names by a rule: flags by the name of their country, keycaps, signs joined to one.
 * @returns null for any other
 */
export function sequenceSaid(sign: string, annotations: Annotations, language: Language): Said | null {
  const words = SEQUENCE_WORDS[language];
  const own = bare(sign);
  const plain = (what: string, which: string): Said => ({ name: named(what, which, language), phrases: [] });
  if (/^[🇦-🇿]{2}$/u.test(own)) {
    const region = lettersFrom(own, 0x1f1e6, 'A');
    return plain(words.flag, new Intl.DisplayNames([language], { type: 'region' }).of(region) ?? region);
  }
  if (own.startsWith('🏴\u{e0067}')) {
    const subdivision = SUBDIVISIONS[lettersFrom([...own].slice(1, -1).join(''), 0xe0061, 'a')];
    return subdivision ? plain(words.flag, words[subdivision]) : null;
  }
  const key = KEYCAPS[own];
  if (key) return plain(words.keycap, key);
  return own.includes(JOINER) ? joined(own.split(JOINER), annotations, language) : null;
}
