import type { KeptPlace } from '../messaging/kept-place.ts';
import type { Model } from './model.ts';
import type { OverlayActions } from './types.ts';

/** What a hand writes in this time, ms, after what was told last, is told in one go. */
const GATHER_MS = 200;

/** What was told last or is about to be, and by whom: a page may see one overlay after another. */
let place: KeptPlace | undefined;
let whose: OverlayActions | undefined;
let isTold = true;
/** Runs for a while after each telling. */
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Has what the next page would miss kept when it is another: at once, and what comes close behind that a moment later. What could
 * not be told is told the next time. Cheap where nothing has changed: it runs at each thing that happens.
 */
export function keepPlace(actions: OverlayActions, { readUpTo, lines, draft }: Model): void {
  if (whose === actions && place?.readUpTo === readUpTo && place.lines === lines && place.draft === draft) return;
  whose = actions;
  place = { readUpTo, lines, draft };
  isTold = false;
  if (!timer) tell();
  // For Firefox: what Chromium (156) is told while a page goes does not arrive. The same listener again is none. Captured: the way
  // to the background closes in the same event.
  addEventListener('pagehide', tell, true);
}

function tell(): void {
  clearTimeout(timer);
  timer = undefined;
  if (isTold || !place) return;
  isTold = true;
  timer = setTimeout(tell, GATHER_MS);
  void whose?.keepPlace(place).then(({ ok }) => {
    if (!ok && isTold) place = undefined;
  });
}
