import type { Size } from './types.ts';

/** Width of the sidebar, px; also in overlay.css as `--wp-side`. */
export const SIDEBAR_PX = 320;
/** Below this a panel beside or over the film leaves no film: a sheet from below instead. Phones and 200 % zoom. */
const NARROW_PX = 640;
/** On a low screen (a phone on its side, a laptop at 200 %) a sheet leaves no film either, but a panel at the side does. */
const LOW_PX = 480;
const LOW_PANEL_NEEDS_PX = 520;
/** A sidebar may take two fifths of the width at most. */
const SIDEBAR_NEEDS_PX = SIDEBAR_PX * 2.5;
/** From here the first panel somebody ever sees is the sidebar; on less it is the pill, which hides nothing. */
const SIDEBAR_FIRST_PX = 1000;

export interface Room {
  viewportWidth: number;
  viewportHeight: number;
  /** The overlay is seen, but can't be clicked (`host.ts`). */
  onlySeen: boolean;
  /** What came of narrowing the page. `untried`: not yet known, keep the user's choice. */
  shrink: 'untried' | 'fits' | 'failed';
}

export type Layout =
  | { kind: 'sidebar'; reason: 'chosen' }
  | { kind: 'floating'; reason: 'chosen' | 'no-room' | 'cannot-shrink' }
  | { kind: 'sheet'; reason: 'narrow' }
  | { kind: 'pill'; reason: 'chosen' | 'only-seen' };

/** Which of the shapes is drawn, and why. */
export function chooseLayout(wanted: Size, room: Room): Layout {
  // A panel that nobody can write into would only cover the film; the pill, toasts and messages still tell.
  if (room.onlySeen) return { kind: 'pill', reason: 'only-seen' };
  if (wanted === 'pill') return { kind: 'pill', reason: 'chosen' };
  const low = room.viewportHeight < LOW_PX && room.viewportWidth >= LOW_PANEL_NEEDS_PX;
  if (room.viewportWidth < NARROW_PX && !low) return { kind: 'sheet', reason: 'narrow' };
  if (wanted === 'floating') return { kind: 'floating', reason: 'chosen' };
  if (room.viewportWidth < SIDEBAR_NEEDS_PX) return { kind: 'floating', reason: 'no-room' };
  if (room.shrink === 'failed') return { kind: 'floating', reason: 'cannot-shrink' };
  return { kind: 'sidebar', reason: 'chosen' };
}

/** Size on a site where nothing is remembered. */
export const firstSize = (viewportWidth: number): Size => (viewportWidth >= SIDEBAR_FIRST_PX ? 'sidebar' : 'pill');
