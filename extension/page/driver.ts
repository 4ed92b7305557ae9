import type { BridgeEventName, PageMetadata, PlayerSnapshot } from './vocabulary.ts';

/** A site's player as its own page scripts see it. Every member may throw; the channel turns a throw into "unknown". */
export interface PageDriver {
  /** Is the site's player there yet? Netflix' API appears seconds after the page. */
  probe(): boolean;
  snapshot(): PlayerSnapshot | null;
  /** Commands return whether there was a player to take them; the content script checks the effect on the clock. */
  play(): boolean;
  pause(): boolean;
  /** @param contentMs milliseconds of content */
  seek(contentMs: number): boolean;
  rate(rate: number): boolean;
  identity(): string | null;
  metadata(): PageMetadata | null;
  /** Tell of changes as they happen, until `signal` aborts. Absent: the content script's own looks are enough. */
  watch?(tell: (event: BridgeEventName) => void, signal: AbortSignal): void;
}

/** A finite number, or null. */
export const numberOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Text of a site, cut to what the content script accepts; null for anything else. */
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 300) : null);
