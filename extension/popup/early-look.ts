import type { Result } from '../../shared/protocol/errors.ts';
import type { TabFilm } from '../messaging/messages.ts';
import type { Ask } from './background-link.ts';

/** Older than this a look says nothing about now: somebody was on another screen meanwhile. ms */
const FRESH_MS = 2_000;

/**
 * A look at the tab that was asked for before there was a screen to want it: the worker, and the page, answer while words
 * and settings are read.
 */
export interface EarlyLook {
  answer: Promise<Result<TabFilm>>;
  /** The film, once the answer is there and good. */
  film: TabFilm | null;
}

let looked: (EarlyLook & { tabId: number; at: number }) | null = null;

/** Most screens begin with a look at the tab; ask for it at once. @param now of a clock that does not jump, ms */
export function lookEarly(ask: Ask, tabId: number, now = performance.now()): void {
  const look: NonNullable<typeof looked> = { tabId, at: now, film: null, answer: ask('popup:look-at-tab', { tabId }) };
  looked = look;
  void look.answer.then((result) => {
    if (result.ok) look.film = result.value;
  });
}

/** The early look, for the first who wants to know of this tab; null for all others, and when it is too old. */
export function takeEarlyLook(tabId: number, now = performance.now()): EarlyLook | null {
  const look = looked;
  looked = null;
  return look && look.tabId === tabId && now - look.at < FRESH_MS ? look : null;
}
