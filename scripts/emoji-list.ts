import type { Emoji, EmojiList } from '../extension/ui/emoji-file.ts';

/** What we use of a row of emojibase's compact data. */
interface Row {
  unicode: string;
  label: string;
  tags?: readonly string[];
  group?: number;
  order?: number;
}

/** Unicode's "component" group: skin tones and hair, no emoji of their own. */
const COMPONENTS = 2;

/** The picker's data out of emojibase's: signs, names, words; in groups, in order. */
export function emojiList(all: readonly Row[]): EmojiList {
  const groups: Emoji[][] = [];
  for (const { group, order, unicode, label, tags = [] } of [...all].sort((a, b) => (a.order ?? 0) - (b.order ?? 0))) {
    if (group === undefined || group === COMPONENTS || order === undefined) continue;
    groups[group] ??= [];
    groups[group].push([unicode, label, tags.join(' ')]);
  }
  return groups.filter((group) => group !== undefined);
}
