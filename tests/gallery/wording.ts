import { allWords } from '../../extension/ui/catalogue.ts';
import { language, setWords, t } from '../../extension/ui/i18n.ts';
import { direction, isLanguage } from '../../extension/ui/languages.ts';
import { pseudo } from './pseudo.ts';

/** From now on the page speaks this, `pseudo` among them. What is drawn already stays as it is. */
function speak(wanted: string): void {
  const words = allWords(isLanguage(wanted) ? wanted : 'en');
  setWords(wanted === 'pseudo' ? pseudo(words) : words);
  document.documentElement.lang = language();
  document.documentElement.dir = direction(language());
}

/** Speak as the address asks: `lang=de`, `lang=pseudo`, `rtl` for the layout alone. `say` is there for the tests' hands. */
export function speakAsAsked(asked: URLSearchParams): void {
  speak(asked.get('lang') ?? 'en');
  if (asked.has('rtl')) document.documentElement.dir = 'rtl';
  Object.assign(globalThis, { say: t });
}

/** `reword` is there for the tests' hands: what is on the screen says everything anew, in another language. */
export function rewordBy(drawAgain: () => void): void {
  Object.assign(globalThis, {
    reword(wanted: string) {
      speak(wanted);
      drawAgain();
    },
  });
}
