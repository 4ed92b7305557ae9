import { allWords } from '../../extension/ui/catalogue.ts';
import { language, setWords, t } from '../../extension/ui/i18n.ts';
import { direction, isLanguage } from '../../extension/ui/languages.ts';
import { pseudo } from './pseudo.ts';

/** Speak as the address asks: `lang=de`, `lang=pseudo`, `rtl` for the layout alone. `say` is there for the tests' hands. */
export function speakAsAsked(asked: URLSearchParams): void {
  const wanted = asked.get('lang') ?? 'en';
  const words = allWords(isLanguage(wanted) ? wanted : 'en');
  setWords(wanted === 'pseudo' ? pseudo(words) : words);
  const html = document.documentElement;
  html.lang = language();
  html.dir = asked.has('rtl') ? 'rtl' : direction(language());
  Object.assign(globalThis, { say: t });
}
