import type { Language } from './languages.ts';

/** What the browser itself shows of the extension: its list of extensions, the stores, the button's tooltip. */
export const MANIFEST_WORDS: Record<Language, { description: string; button: string }> = {
  en: {
    description: 'Watch the same film together, apart: everybody at the same frame.',
    button: 'WatchParty: watch together',
  },
  ar: {
    description: 'شاهدوا الفيلم نفسه معًا وإن تباعدتم: الجميع عند اللقطة نفسها.',
    button: 'WatchParty: المشاهدة معًا',
  },
  de: {
    description: 'Denselben Film zusammen sehen, jeder bei sich: alle beim selben Bild.',
    button: 'WatchParty: zusammen schauen',
  },
  es: {
    description: 'La misma película juntos, cada uno en su casa: todos en el mismo fotograma.',
    button: 'WatchParty: ver en grupo',
  },
  fr: {
    description: 'Regardez le même film ensemble, chacun chez soi\u202f: tout le monde à la même image.',
    button: 'WatchParty\u202f: regarder ensemble',
  },
  hi: {
    description: 'दूर रहकर भी साथ में एक ही फ़िल्म देखें: सब एक ही दृश्य पर।',
    button: 'WatchParty: साथ में देखें',
  },
  it: {
    description: 'Lo stesso film insieme, ognuno a casa sua: tutti allo stesso fotogramma.',
    button: 'WatchParty: guardare insieme',
  },
  ja: {
    description: '離れていても、同じ映画をいっしょに。みんなが同じ場面を見られます。',
    button: 'WatchParty：いっしょに見る',
  },
  ko: {
    description: '떨어져 있어도 같은 영화를 함께. 모두가 같은 장면을 봅니다.',
    button: 'WatchParty: 함께 보기',
  },
  pl: {
    description: 'Ten sam film razem, każdy u siebie: wszyscy w tej samej klatce.',
    button: 'WatchParty: oglądaj razem',
  },
  pt: {
    description: 'O mesmo filme juntos, cada um na sua casa: todo mundo na mesma cena.',
    button: 'WatchParty: assistir juntos',
  },
  tr: {
    description: 'Aynı filmi uzaktan birlikte izleyin: herkes aynı karede.',
    button: 'WatchParty: birlikte izle',
  },
  zh: {
    description: '相隔两地，同看一部电影：每个人都停在同一帧。',
    button: 'WatchParty：一起看',
  },
};

/** Folders in `_locales`: Chrome's store knows Portuguese and Chinese by region only. */
const FOLDERS: Partial<Record<Language, readonly string[]>> = { pt: ['pt_BR', 'pt_PT'], zh: ['zh_CN'] };

/** path -> content of every `_locales/<locale>/messages.json`. */
export const localeFiles = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(MANIFEST_WORDS).flatMap(([code, words]) =>
      (FOLDERS[code as Language] ?? [code]).map((folder) => [
        `_locales/${folder}/messages.json`,
        JSON.stringify({ description: { message: words.description }, button: { message: words.button } }),
      ]),
    ),
  );
