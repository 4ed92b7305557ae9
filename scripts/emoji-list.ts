import type { EmojiList } from '../extension/ui/emoji-file.ts';
import type { Language } from '../shared/languages.ts';
import { type Annotations, saidOf, sequenceSaid } from './emoji-sequences.ts';

/** One of Unicode's groups, its signs in their order (unicode-emoji-json). */
export interface EmojiGroup {
  readonly emojis: readonly { readonly emoji: string; readonly name: string }[];
}

/** Each word once, without those that the name has. */
function wordsBeside(name: string, phrases: readonly string[]): string {
  const said = new Set(name.split(' '));
  return [...new Set(phrases.flatMap((phrase) => phrase.split(' ')))].filter((word) => !said.has(word)).join(' ');
}

/**
 * The picker's data: signs in Unicode's groups and order, with names and words in one language. What the language has no
 * name for yet (a sign of this year) keeps its English one.
 */
export const emojiList = (groups: readonly EmojiGroup[], annotations: Annotations, language: Language): EmojiList =>
  groups.map(({ emojis }) =>
    emojis.map(({ emoji, name: english }) => {
      const said = saidOf(emoji, annotations) ?? sequenceSaid(emoji, annotations, language);
      return said ? [emoji, said.name, wordsBeside(said.name, said.phrases)] : [emoji, english, ''];
    }),
  );
