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

/**
 * Makes a driver that listens to whichever player is there: it may come after the conversation has begun, and be replaced
 * by another. The content script looks at the player every half second, and each look passes here.
 * @param listen to a player, until `signal` aborts
 */
export function listening<P extends object>(
  find: () => P | null,
  listen: (player: P, tell: (event: BridgeEventName) => void, signal: AbortSignal) => void,
): { player: () => P | null; watch: NonNullable<PageDriver['watch']> } {
  let talk: { tell: (event: BridgeEventName) => void; signal: AbortSignal } | null = null;
  let heard: { player: P; end: AbortController } | null = null;
  const player = () => {
    const found = find();
    if (found && talk && heard?.player !== found) {
      heard?.end.abort();
      heard = { player: found, end: new AbortController() };
      listen(found, talk.tell, heard.end.signal);
    }
    return found;
  };
  return {
    player,
    watch(tell, signal) {
      heard?.end.abort();
      heard = null;
      talk = { tell, signal };
      signal.addEventListener('abort', () => {
        if (talk?.signal !== signal) return;
        heard?.end.abort();
        heard = talk = null;
      });
      player();
    },
  };
}

/** A finite number, or null. */
export const numberOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Text of a site, cut to what the content script accepts; null for anything else. */
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 300) : null);
