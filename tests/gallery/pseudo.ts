import type { Words } from '../../extension/ui/i18n.ts';
import type { Message } from '../../extension/ui/message.ts';

/** How much longer than English a text may get: Finnish and German labels do, short ones more than long ones. */
const STRETCH = 1.4;

/** The same text, 40 % longer and with marks above the letters; slots stay as they are. */
export function stretch(text: string): string {
  const parts = text.split(/(\{\w+\})/);
  const letters = parts.filter((part) => !part.startsWith('{')).join('').length;
  let owed = Math.ceil(letters * (STRETCH - 1));
  const longer = parts.map((part) => {
    if (part.startsWith('{')) return part;
    return part.replace(/\p{L}/gu, (letter) => {
      if (owed <= 0 || !/[aeiou]/i.test(letter)) return letter;
      owed -= 1;
      return `${letter}${letter.toLowerCase()}̂`;
    });
  });
  // What the vowels did not bring in lengthens the last word.
  const last = longer.findLastIndex((part) => /\p{L}/u.test(part) && !part.startsWith('{'));
  if (owed > 0 && last >= 0)
    longer[last] = (longer[last] ?? '').replace(/(\p{L})(\P{L}*)$/u, `$1${'n'.repeat(owed)}$2`);
  return longer.join('');
}

const stretchMessage = (message: Message): Message =>
  typeof message === 'string'
    ? stretch(message)
    : (Object.fromEntries(Object.entries(message).map(([kind, text]) => [kind, stretch(text)])) as Message);

/** A language that nobody speaks: English, 40 % longer. What overflows in it will overflow in some real one. */
export const pseudo = (english: Words): Words => ({
  language: 'en',
  messages: Object.fromEntries(Object.entries(english.messages).map(([key, text]) => [key, stretchMessage(text)])),
});
