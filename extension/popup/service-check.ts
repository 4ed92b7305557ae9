import type { Content } from '../../shared/party/content.ts';
import { isSiteId, SITES } from '../../shared/sites/index.ts';

/**
 * What to tell somebody of the service before they join. Nobody is kept out: a list may be out of date.
 * `lacks`: they said which services they have, and this is none of them; `needs`: they have said nothing so far.
 */
export type ServiceCheck = 'has' | 'lacks' | 'needs';

export function checkService(content: Content | null, streamingServices: readonly string[]): ServiceCheck {
  if (!content || !isSiteId(content.siteId)) return 'has';
  const { listed, free } = SITES[content.siteId];
  if (!listed || streamingServices.includes(content.siteId)) return 'has';
  if (streamingServices.length > 0) return 'lacks';
  return free ? 'has' : 'needs';
}
