import { fail, type Result } from '../../shared/protocol/errors.ts';
import type { ContentRequests } from '../messaging/messages.ts';
import type { BackgroundLink } from './background-link.ts';

/** A worker wakes in 50-70 ms (m); one that the browser keeps down is asked less and less often. */
const FIRST_MS = 100;
const MOST_MS = 2_000;
/** A background that can't be reached for so long is not coming back by itself. */
const PATIENCE_MS = 60_000;

/**
 * Hands a message over to the background, which may be dead just now (S28): again and again until it is taken. It knows
 * a repeated one by its id.
 */
export async function handOver(
  request: BackgroundLink['request'],
  message: ContentRequests['overlay:chat']['in'],
  signal: AbortSignal,
): Promise<Result<null>> {
  const end = performance.now() + PATIENCE_MS;
  for (let delay = FIRST_MS; ; delay = Math.min(delay * 2, MOST_MS)) {
    const answer = await request('overlay:chat', message);
    if (answer.ok || answer.error.code !== 'offline') return answer;
    if (signal.aborted || performance.now() > end) return fail('offline');
    await new Promise((go) => setTimeout(go, delay));
  }
}
