import type { Model } from './model.ts';
import type { OverlayActions } from './types.ts';

/** What was told last, and by whom: a page may see one overlay after another. */
const told = new WeakMap<OverlayActions, string>();

/** Has what the next page would miss kept, each time it is another. What could not be told is told the next time. */
export function keepPlace(actions: OverlayActions, { readUpTo, lines, draft }: Model): void {
  const place = { readUpTo, lines, draft };
  const words = JSON.stringify(place);
  if (told.get(actions) === words) return;
  told.set(actions, words);
  void actions.keepPlace(place).then(({ ok }) => ok || told.delete(actions));
}
