import type { PageDriver } from '../driver.ts';
import { findInFibers } from './react-fiber.ts';

/** The site's player, behind React [A: ANI 2026-05/09, SYJ 2026-09]. Its times appear to be seconds [C]. */
interface Katamari {
  seekToContentTime?(seconds: number): void;
  seekToStreamTime?(seconds: number): void;
  seek?(seconds: number): void;
  play(): void;
  pause(): void;
  setPlaybackRate?(rate: number): void;
  state?: unknown;
}

function katamariIn(component: object): Katamari | null {
  const { player } = component as { player?: { _katamariPlayer?: Partial<Katamari> } };
  const found = player?._katamariPlayer;
  return typeof found?.play === 'function' && typeof found.pause === 'function' ? (found as Katamari) : null;
}

const FILM = '#bitmovinplayer-video-null';
const player = (): Katamari | null => {
  const film = document.querySelector(FILM);
  return findInFibers(film, katamariIn) ?? findInFibers(film?.closest('#player-container') ?? null, katamariIn);
};
/** Stopped or loading: there is nothing to command yet. */
const IDLE = ['stopped', 'mediaLoading'];

function onPlayer(act: (found: Katamari) => void): boolean {
  const found = player();
  if (!found || IDLE.includes(String(found.state))) return false;
  act(found);
  return true;
}

export const crunchyrollDriver = (): PageDriver => ({
  probe: () => player() !== null,
  snapshot() {
    const found = player();
    if (!found) return null;
    return {
      // No clock of its own is known: the element's is the content's, ads have an element of their own.
      contentMs: null,
      mediaMs: null,
      durationMs: null,
      paused: typeof found.state === 'string' ? found.state === 'paused' : null,
      ad: null,
      contentId: null,
      live: false,
    };
  },
  play: () => onPlayer((found) => found.play()),
  pause: () => onPlayer((found) => found.pause()),
  seek: (contentMs) =>
    onPlayer((found) => {
      const to = found.seekToContentTime ?? found.seekToStreamTime ?? found.seek;
      if (!to) throw new TypeError('a player without a known seek'); // answered as "not done" by the channel
      to.call(found, contentMs / 1000);
    }),
  rate: (rate) => onPlayer((found) => found.setPlaybackRate?.(rate)),
  identity: () => null,
  metadata: () => null, // In the document, read from the isolated world.
});
