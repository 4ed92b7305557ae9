import { fail, type Result } from '../../shared/protocol/errors.ts';
import type { ContentRequests } from '../messaging/messages.ts';
import type { BackgroundLink } from './background-link.ts';
import type { PlayerSession } from './player-session.ts';

/** A worker wakes in 50-70 ms (m). While the way to it is down nothing leaves the page: `BackgroundLink` knows when to reopen it. */
const AGAIN_MS = 100;
/** Somebody who drags on and on may talk meanwhile. */
const SCENE_WAIT_MS = 3_000;
/** A background that can't be reached for so long is not coming back by itself. */
const PATIENCE_MS = 60_000;

/**
 * Hands a message over to the background, which may be dead just now (S28): again and again until it is taken. It knows
 * a repeated one by its id. While a person's act on the film is being gathered (`pending`) words wait for it: the party
 * stands where that leads only when it has been told, and puts what is said to the scene where it stands.
 * @param session null where there is no film
 */
export async function handOver(
  request: BackgroundLink['request'],
  message: ContentRequests['overlay:chat']['in'],
  session: () => Pick<PlayerSession, 'pending'> | null,
  signal: AbortSignal,
): Promise<Result<null>> {
  const begun = performance.now();
  for (;;) {
    const waited = performance.now() - begun;
    const waits = waited < SCENE_WAIT_MS && session()?.pending();
    const answer = waits ? fail('offline') : await request('overlay:chat', message);
    if (answer.ok || answer.error.code !== 'offline' || signal.aborted || waited > PATIENCE_MS) return answer;
    await new Promise((go) => setTimeout(go, AGAIN_MS));
  }
}
