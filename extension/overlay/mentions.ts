import type { Member } from '../../shared/party/party.ts';

type Named = Pick<Member, 'id' | 'name'>;

const fold = (text: string): string => text.normalize('NFKC').toLocaleLowerCase();
/** Suggestions that fit over the field. */
const SUGGESTED_MAX = 5;

export interface MentionQuery {
  /** Where the `@` stands. */
  start: number;
  query: string;
}

/** The mention that is being typed before the caret, or null. Names may have spaces: as long as somebody fits, it goes on. */
export function mentionAt(text: string, caret: number, members: readonly Named[]): MentionQuery | null {
  const start = text.slice(0, caret).lastIndexOf('@');
  if (start < 0 || (start > 0 && !/\s/.test(text[start - 1] ?? ''))) return null;
  const query = text.slice(start + 1, caret);
  return suggestionsFor(query, members).length > 0 ? { start, query } : null;
}

/** Who may be meant: names that begin so come first, then names with a word that does. */
export function suggestionsFor<M extends Named>(query: string, members: readonly M[]): M[] {
  const wanted = fold(query);
  const rank = ({ name }: M) => {
    const folded = fold(name);
    if (folded.startsWith(wanted)) return 0;
    return folded.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return members
    .filter((member) => rank(member) < 2)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, SUGGESTED_MAX);
}

/**
 * What a key does to offered names: chooses another, takes the one that is chosen, or closes them; null: nothing.
 * @param chosen of `count`
 */
export function mentionKey(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  chosen: number,
  count: number,
): { chosen: number } | 'take' | 'close' | null {
  if (key === 'ArrowDown') return { chosen: (chosen + 1) % count };
  if (key === 'ArrowUp') return { chosen: (chosen + count - 1) % count };
  if (key === 'Enter' || (key === 'Tab' && !shiftKey)) return 'take';
  return key === 'Escape' ? 'close' : null;
}

export type MentionPart = { kind: 'text'; text: string } | { kind: 'mention'; text: string; id: string };

/** Cut a text at the names after an `@`. Longer names win, so that "@Ana Maria" is not "@Ana". */
export function splitMentions(text: string, members: readonly Named[]): MentionPart[] {
  const byLength = [...members].filter((member) => member.name !== '').sort((a, b) => b.name.length - a.name.length);
  const parts: MentionPart[] = [];
  let end = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at > 0 && !/[\s(]/.test(text[at - 1] ?? '')) continue;
    const member = byLength.find(({ name }) => isNameAt(text, at + 1, name));
    if (!member) continue;
    if (at > end) parts.push({ kind: 'text', text: text.slice(end, at) });
    end = at + 1 + member.name.length;
    parts.push({ kind: 'mention', text: text.slice(at, end), id: member.id });
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

function isNameAt(text: string, at: number, name: string): boolean {
  const next = text[at + name.length];
  const ends = next === undefined || !/[\p{L}\p{N}]/u.test(next);
  return ends && fold(text.slice(at, at + name.length)) === fold(name);
}

/** Ids of those who are named in a text. */
export const mentionedIn = (text: string, members: readonly Named[]): string[] => [
  ...new Set(splitMentions(text, members).flatMap((part) => (part.kind === 'mention' ? [part.id] : []))),
];
