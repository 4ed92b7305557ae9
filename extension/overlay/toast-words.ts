import { listWords, t } from '../ui/i18n.ts';
import type { Person, Toast } from './toasts.ts';

/** More names than this are counted instead. */
const NAMES_MAX = 3;

/** "Ana and Kei joined", "Ana, Kei and 4 others joined". */
export function toastWords(toast: Toast): string {
  if (toast.kind === 'playback' || toast.kind === 'note') return toast.text;
  return t(`toast.${toast.kind}`, { names: namesWords(toast.people.map((person) => person.name)) });
}

export function namesWords(names: readonly string[]): string {
  if (names.length <= NAMES_MAX) return listWords(names);
  const shown = names.slice(0, NAMES_MAX - 1);
  return listWords([...shown, t('toast.others', { count: names.length - shown.length })]);
}

/** Whose face stands before the words. */
export const toastPerson = (toast: Toast): Person | null =>
  toast.kind === 'playback' || toast.kind === 'note' ? toast.person : (toast.people.at(-1) ?? null);
