import type { Content } from '../../shared/party/content.ts';
import type { TabView } from '../messaging/party-view.ts';
import { compareTitle } from './tab-target.ts';

export interface TabFacts {
  exists: boolean;
  loading: boolean;
  /** May our scripts run where the tab stands? */
  permitted: boolean;
  /** Content scripts that have introduced themselves. */
  frames: number;
  /** Title that the page shows. */
  shows: Content | null;
  partyContent: Content | null;
}

/** What the popup says of the party's tab, first reason first. */
export function tabStateOf(facts: TabFacts): TabView['state'] {
  if (!facts.exists) return 'closed';
  if (facts.frames === 0) {
    if (!facts.permitted) return 'no-permission';
    return facts.loading ? 'opening' : 'elsewhere';
  }
  const title = compareTitle(facts.shows, facts.partyContent);
  if (title === 'same') return 'playing';
  return title === 'other' ? 'elsewhere' : 'waiting';
}
