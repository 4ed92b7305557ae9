import type { Content } from '../../shared/party/content.ts';
import type { MemberState } from '../../shared/party/party.ts';
import { siteForUrl } from '../../shared/sites/index.ts';
import type { TabView } from '../messaging/party-view.ts';
import type { Frames } from './frames.ts';
import type { PartyLine } from './party-line.ts';
import type { PartyTab } from './party-tab.ts';
import type { StateCell } from './state.ts';

/** While no frame has a film there is no controller that could say how we stand: this does. */
export interface AbsenceFacts {
  /** A frame has the film: its controller speaks. */
  hasFilm: boolean;
  tab: TabView | null;
  /** Address of the tab; null: unknown. */
  url: string | null;
  content: Content | null;
  /** Key of the title that we sent the tab to, while its page has not shown any. */
  sentTo: string | null;
}

type Absence = Extract<MemberState, 'no-film' | 'unavailable' | 'no-subscription'>;

/** @returns null: somebody else speaks */
export function absenceOf({ hasFilm, tab, url, content, sentTo }: AbsenceFacts): Absence | null {
  if (tab?.trouble) return tab.trouble;
  if (hasFilm) return null;
  // Sites take people who may not see a title to another page of theirs, without a word that a script could read.
  const turnedAway =
    content !== null &&
    sentTo === content.mediaKey &&
    (tab?.state === 'waiting' || tab?.state === 'elsewhere') &&
    url !== null &&
    URL.canParse(url) &&
    isPlainPageOf(content.siteId, new URL(url));
  return turnedAway ? 'unavailable' : 'no-film';
}

/** A page of the site's that stands for no title at all; another title's page may lead to the film (Prime Video). */
function isPlainPageOf(siteId: string, url: URL): boolean {
  const site = siteForUrl(url);
  return site.id === siteId && site.mediaKeyFromUrl(url) === null;
}

/** Pages take as long to show a player; until then nothing is amiss. */
const PATIENCE_MS = 3_000;

export interface AbsenceNeeds {
  cell: StateCell;
  frames: Frames;
  tab: PartyTab;
  line: () => PartyLine | null;
}

/**
 * Reports how we stand while there is no film in the party's tab.
 * @returns call it when frames come, go, or are elected
 */
export function watchAbsence({ cell, frames, tab, line }: AbsenceNeeds): () => void {
  let due = false;
  let told: Absence | null = null;

  const tell = async () => {
    due = false;
    const { party, tab: view } = cell.now;
    if (!party) return;
    const url = (await tab.url()) ?? null;
    const hasFilm = frames.hasFilm;
    const state = absenceOf({ hasFilm, tab: view, url, content: party.content, sentTo: tab.sentTo() });
    if (state !== null && state !== told) {
      line()?.report({ state, skewMs: null, clockBoundMs: null, ready: false }, 0);
    }
    told = state;
  };
  const look = () => {
    if (frames.hasFilm) told = null;
    if (due) return;
    due = true;
    setTimeout(() => void tell(), PATIENCE_MS);
  };
  cell.onChange((now, before) => {
    if (now.party === null) told = null;
    if (now.tab !== before.tab || now.seat !== before.seat || now.party?.content !== before.party?.content) look();
  });
  return look;
}
