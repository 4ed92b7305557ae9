import { describe, expect, it } from 'vitest';
import { searchEmoji } from '../../../extension/overlay/emoji-grid.ts';
import { emojiList } from '../../../scripts/emoji-list.ts';
import { readEmojiData } from '../../../scripts/emoji-plugin.ts';
import { bare } from '../../../scripts/emoji-sequences.ts';
import { LANGUAGE_CODES, type Language } from '../../../shared/languages.ts';

/** In each language: what a person types, and what they must find; a thing, a flag, and one that is joined of several. */
const FINDS: Record<Language, [heart: string, germany: string, redHair: string]> = {
  en: ['heart', 'germany', 'woman red hair'],
  ar: ['قلب', 'ألمانيا', 'سيدة شعر أحمر'],
  de: ['herz', 'deutschland', 'frau rotes haar'],
  es: ['corazón', 'alemania', 'mujer pelirrojo'],
  fr: ['cœur', 'allemagne', 'femme roux'],
  hi: ['दिल', 'जर्मनी', 'महिला लाल बाल'],
  it: ['cuore', 'germania', 'donna capelli rossi'],
  ja: ['ハート', 'ドイツ', '女性 赤毛'],
  ko: ['하트', '독일', '여자 빨간 머리'],
  pl: ['serce', 'niemcy', 'kobieta rude'],
  pt: ['coração', 'alemanha', 'mulher cabelo vermelho'],
  tr: ['kalp', 'almanya', 'kadın kızıl'],
  zh: ['心', '德国', '女人 红发'],
};
/** One sign in a language without a name for it: the newest, which translators have not reached. */
const UNTRANSLATED = 1;

const english = await readEmojiData('en');
const lists = new Map(
  await Promise.all(LANGUAGE_CODES.map(async (code) => [code, await readEmojiData(code)] as const)),
);

describe.each(LANGUAGE_CODES)('the emoji in %s', (code) => {
  const list = lists.get(code) ?? [];
  const signs = (query: string) => searchEmoji(list, query).map(([sign]) => sign);

  it('are found by its own words', () => {
    const [heart, germany, redHair] = FINDS[code];
    expect(signs(heart)).toContain('❤️');
    expect(signs(germany)).toContain('🇩🇪');
    expect(signs(redHair)).toContain('👩‍🦰');
  });

  it('are all there, in their order, and named in it', () => {
    expect(list.map((group) => group.map(([sign]) => sign))).toEqual(
      english.map((group) => group.map(([sign]) => sign)),
    );
    const names = new Map(english.flat().map(([sign, name]) => [sign, name]));
    // Where a language shares letters with English, so does a name here and there ("radio").
    const shared = list.flat().filter(([sign, name]) => name === names.get(sign));
    if (code !== 'en') expect(shared.length).toBeLessThan(100);
    if (['ar', 'hi', 'ja', 'ko', 'zh'].includes(code)) expect(shared.length).toBeLessThanOrEqual(UNTRANSLATED);
    expect(list.flat().filter(([, name]) => !name || bare(name) !== name)).toEqual([]);
  });
});

it('finds what a Turkish keyboard writes and what another does, whatever the browser’s language', () => {
  const found = (query: string) => searchEmoji(lists.get('tr') ?? [], query).map(([sign]) => sign);
  for (const query of ['İngiltere', 'ingiltere', 'INGILTERE']) expect(found(query)).toContain('🏴󠁧󠁢󠁥󠁮󠁧󠁿');
  for (const query of ['kızıl saç', 'kizil sac', 'KIZIL SAÇ']) expect(found(query)).toContain('👩‍🦰');
});

it('names what is named by a rule', () => {
  const said = (sign: string, code: Language = 'en') =>
    lists
      .get(code)
      ?.flat()
      .find(([one]) => one === sign)?.[1];
  expect(said('🇹🇷', 'tr')).toBe('bayrak: Türkiye');
  expect(said('🏴󠁧󠁢󠁷󠁬󠁳󠁿', 'de')).toBe('Flagge: Wales');
  expect(said('#️⃣')).toBe('keycap: #');
  expect(said('🔟', 'pl')).toBe('klawisz: 10');
  expect(said('🚶‍♀️‍➡️')).toBe('woman walking: facing right');
  expect(said('👩‍❤️‍💋‍👨')).toBe('kiss: woman, man');
  expect(said('👩‍👩‍👧‍👦')).toBe('family: woman, woman, girl, boy');
});

it('keeps the English name of what a language has none for', () => {
  const groups = [{ emojis: [{ emoji: '🪊', name: 'trombone' }] }];
  expect(emojiList(groups, {}, 'hi')).toEqual([[['🪊', 'trombone', '']]]);
});
