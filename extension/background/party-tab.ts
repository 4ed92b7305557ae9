import browser from 'webextension-polyfill';
import type { Content } from '../../shared/party/content.ts';
import { marksToSee, SITES, siteForUrl } from '../../shared/sites/index.ts';
import type { TabTitle } from '../messaging/messages.ts';
import type { Trouble } from '../messaging/party-view.ts';
import type { Frames } from './frames.ts';
import { injectInto, permits } from './inject.ts';
import type { StateCell } from './state.ts';
import { tabStateOf } from './tab-state.ts';
import { type TabTarget, watchUrlOf } from './tab-target.ts';

/** `loading` is announced before the new document is there: look again until it has introduced itself. */
const AGAIN_AFTER_MS = [150, 500, 1_500];

/** The one tab in which the party's film plays. */
export interface PartyTab {
  /** Run our scripts where they are missing, and find out how the tab stands. */
  attend(): Promise<void>;
  /** Find out how the tab stands from what is known. */
  refresh(): void;
  /** May a script of ours stay in a frame of this address? Asked as before it was put there: of the tab's page, then of the frame. */
  admits(frameUrl: string | undefined): Promise<boolean>;
  shows(content: Content | null, trouble?: Trouble | null): void;
  /** Key of the title that the tab was sent to, until its page has shown one. */
  sentTo(): string | null;
  onUpdated(tabId: number, change: { status?: string | undefined; url?: string | undefined }): void;
  /** Address and name of the tab's main frame, and what the address stands for, if we may know them. */
  url(): Promise<string | undefined>;
  standsFor(): Promise<TabTitle | undefined>;
  title(): Promise<string | undefined>;
  onRemoved(tabId: number): void;
  /**
   * Take the party's tab, or a new one, to a title's canonical address.
   * @returns false if this version does not know where to watch it
   */
  open(content: Content, target: TabTarget, tabId: number | null): Promise<number | null>;
}

export function createPartyTab(cell: StateCell, frames: Frames): PartyTab {
  let exists = true;
  let loading = false;
  let permitted = true;
  let round = 0;
  let sentTo: string | null = null;

  const refresh = () => {
    const { seat, tab, party } = cell.now;
    if (!seat) return;
    if (seat.tabId === null) return cell.update({ tab: null });
    // A document that is gone shows nothing; the next one says for itself.
    const shows = tab?.tabId === seat.tabId && frames.count > 0 ? (tab.shows ?? null) : null;
    const trouble = tab?.tabId === seat.tabId && frames.count > 0 ? (tab.trouble ?? null) : null;
    const facts = { exists, loading, permitted, frames: frames.count, shows, partyContent: party?.content ?? null };
    const state = tabStateOf(facts);
    const same = tab?.tabId === seat.tabId && tab.state === state && (tab.shows ?? null) === shows;
    if (same && (tab.trouble ?? null) === trouble) return;
    cell.update({ tab: { tabId: seat.tabId, state, shows, trouble } });
  };

  const attend = async () => {
    const tabId = cell.now.seat?.tabId ?? null;
    if (tabId === null) return refresh();
    const result = await injectInto(tabId);
    if (cell.now.seat?.tabId !== tabId) return;
    exists = result !== 'gone';
    permitted = result === 'injected' || (await permittedForFilm(cell.now.party?.content ?? null));
    refresh();
  };

  const shown = async () => {
    const tabId = cell.now.seat?.tabId ?? null;
    return tabId === null ? null : browser.tabs.get(tabId).catch(() => null);
  };

  const attendSoon = () => {
    const mine = ++round;
    void attend();
    for (const ms of AGAIN_AFTER_MS) setTimeout(() => mine === round && frames.count === 0 && void attend(), ms);
  };

  return {
    attend,
    refresh,
    sentTo: () => sentTo,
    async admits(frameUrl) {
      const url = (await shown())?.url;
      if (url === undefined || !(await permits(url))) return false;
      // Blank frames and the like are their page's.
      return frameUrl === undefined || !/^https?:/.test(frameUrl) || permits(frameUrl);
    },
    shows(content, trouble = null) {
      if (content) sentTo = null;
      const { tab, seat } = cell.now;
      if (!tab || seat?.tabId !== tab.tabId) return;
      cell.update({ tab: { ...tab, shows: content, trouble } });
      refresh();
    },
    onUpdated(tabId, { status, url }) {
      if (tabId !== cell.now.seat?.tabId) return;
      if (url !== undefined) frames.tell('content:tab-title', titleAt(url));
      if (status === undefined) return;
      loading = status === 'loading';
      attendSoon();
    },
    url: async () => (await shown())?.url,
    async standsFor() {
      const url = (await shown())?.url;
      return url === undefined ? undefined : titleAt(url);
    },
    title: async () => (await shown())?.title,
    onRemoved(tabId) {
      if (tabId !== cell.now.seat?.tabId) return;
      exists = false;
      refresh();
    },
    async open(content, target, tabId) {
      const url = watchUrlOf(content);
      if (url === null) return null;
      exists = true;
      loading = true;
      sentTo = content.mediaKey;
      if (target.kind === 'navigate' && tabId !== null) {
        const moved = await browser.tabs.update(tabId, { url, active: true }).catch(() => null);
        if (moved) return tabId;
      }
      const made = await browser.tabs.create({ url, active: true });
      return made.id ?? null;
    },
  };
}

/** An address alone makes no page a server of somebody's own; and the film of one that is lies in no frame. */
function titleAt(address: string): TabTitle {
  const url = new URL(address);
  const site = marksToSee(url) === null ? siteForUrl(url) : SITES.generic;
  return { siteId: site.id, mediaKey: site.mediaKeyFromUrl(url) };
}

/** On a page that we can't see: is it the film's site that we may not enter, or just another page? */
async function permittedForFilm(content: Content | null): Promise<boolean> {
  const url = content ? watchUrlOf(content) : null;
  return url === null || permits(url);
}
