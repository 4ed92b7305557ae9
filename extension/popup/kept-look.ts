import { asTheme, type Theme, wearTheme } from '../ui/theme.ts';

/**
 * The choice of theme and language is in the extension's own storage, which answers later than a page paints. What its first
 * frame depends on is kept once more where a page reads it at once; the choice itself stays where it is.
 */
export interface KeptLook {
  theme: Theme;
  dir: 'ltr' | 'rtl';
}

const KEY = 'look';

export const wordsOf = ({ theme, dir }: KeptLook): string => `${theme} ${dir}`;

/** What was kept; whatever can't be read counts as no choice. */
export function lookOf(raw: string | null): KeptLook {
  const [theme, dir] = (raw ?? '').split(' ');
  return { theme: asTheme(theme), dir: dir === 'rtl' ? 'rtl' : 'ltr' };
}

/** For the next opening. */
export function keepLook(look: KeptLook): void {
  try {
    if (localStorage.getItem(KEY) !== wordsOf(look)) localStorage.setItem(KEY, wordsOf(look));
  } catch {
    // A browser that was told to keep nothing for pages: they begin as the system has it, as before there was a choice.
  }
}

/** Wear what an earlier opening kept, before anything is painted. */
export function wearKeptLook(root: HTMLElement): void {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // As above.
  }
  const { theme, dir } = lookOf(kept);
  wearTheme(root, theme);
  root.dir = dir;
}
