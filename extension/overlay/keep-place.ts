import type { KeptPlace } from '../messaging/kept-place.ts';
import type { Model } from './model.ts';
import type { OverlayActions } from './types.ts';

/** What a hand writes in this time, ms, is told in one go. */
const GATHER_MS = 200;

/** What was told last or is about to be, and by whom: a page may see one overlay after another. */
let place: KeptPlace | undefined;
let whose: OverlayActions | undefined;
/** Runs while there is something to tell. */
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Has what the next page would miss kept when it is another: soon, or at once where the page goes. What could not be told is
 * told the next time. Cheap where nothing has changed: it runs at each thing that happens.
 */
export function keepPlace(actions: OverlayActions, { readUpTo, lines, draft }: Model): void {
  if (whose === actions && place?.readUpTo === readUpTo && place.lines === lines && place.draft === draft) return;
  whose = actions;
  place = { readUpTo, lines, draft };
  timer ||= setTimeout(tell, GATHER_MS);
  // The same listener again is none. Captured: the way to the background closes in the same event.
  addEventListener('pagehide', tell, true);
}

function tell(): void {
  if (!timer || !place) return;
  timer = undefined;
  void whose?.keepPlace(place).then(({ ok }) => {
    if (!ok && !timer) place = undefined;
  });
}
