export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What can't be read counts as `auto`. */
export const asTheme = (raw: unknown): Theme => THEMES.find((one) => one === raw) ?? 'auto';

/** Wear the theme: `auto` leaves it to the style sheet's media query. */
export function wearTheme(root: HTMLElement, theme: Theme): void {
  root.classList.toggle('wp-light', theme === 'light');
  root.classList.toggle('wp-dark', theme === 'dark');
}
