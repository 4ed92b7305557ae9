import { POSITION_MAX_S } from '../../shared/protocol/limits.ts';
import type { FilmPlace } from '../messaging/messages.ts';
import type { PlayerSession } from './player-session.ts';

/** A site whose clock has told nothing by then has none that we can read: the element's is better than none. */
const CLOCK_WAIT_MS = 4_000;

/**
 * Where the film stands, in content seconds: told to a party that begins here or comes along to this title.
 * @param begins the party takes it for its first position: then it is worth waiting for the end of an ad and for the
 *   site's clock
 * @returns null: no film, or nothing that can be relied on yet
 */
export function filmPlace(session: PlayerSession | null, begins: boolean): FilmPlace | null {
  if (session === null) return null;
  const { phase, paused, capabilities } = session.observe();
  const { content, sure } = session.position();
  const known = (sure && capabilities.clock === 'exact') || performance.now() - session.since >= CLOCK_WAIT_MS;
  if (begins && (phase === 'ad' || !known)) return null;
  return { position: Math.min(Math.max(content, 0), POSITION_MAX_S), playing: !paused };
}
