import browser, { type Runtime, type Tabs } from 'webextension-polyfill';
import { readInvite } from '../../shared/party/invite.ts';
import { isSiteId, originsFor, SITES } from '../../shared/sites/index.ts';
import type { PendingIntent } from '../messaging/party-view.ts';
import type { Accounts } from './accounts.ts';
import { permits } from './inject.ts';
import { hostsCompany } from './party.ts';
import type { PendingRunner } from './pending-runner.ts';
import type { StateCell } from './state.ts';
import { watchUrlOf } from './tab-target.ts';

/** What the page's button says to us. It carries nothing: which party, the browser's word on the sender tells. */
export const JOIN_PRESSED = 'watchparty:join-pressed';

/** How it went: on the way to the film; the popup goes on; or the browser would not open it, and the user has to. */
type Outcome = 'joining' | 'popup' | 'press-icon';

/**
 * Runs in the invitation page by itself: it may use nothing from outside its body. Wakes the button that the server put
 * there; only a real hand counts, so that no page joins anybody to anything (B2).
 */
export function wakeButton(pressed: string): void {
  const button = document.querySelector<HTMLButtonElement>('#watchparty-join');
  const said = document.querySelector<HTMLElement>('#watchparty-here');
  const steps = document.querySelector<HTMLElement>('#watchparty-steps');
  if (!button || !said || !button.hidden) return;
  button.hidden = false;
  if (steps) steps.hidden = true;
  const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
  button.addEventListener('click', async (event) => {
    if (!event.isTrusted) return;
    button.disabled = true;
    const outcome: unknown = await api.runtime.sendMessage(pressed).catch(() => 'press-icon');
    button.disabled = outcome === 'joining';
    said.hidden = outcome === 'popup';
    said.textContent = (outcome === 'joining' ? said.dataset.joining : said.dataset.press) ?? '';
  });
}

export interface InvitePages {
  /** A tab has loaded: is it an invitation of our server that we may enter? */
  onLoaded(tabId: number, url: string | undefined): Promise<void>;
  /** A permission came: pages that stand open already. */
  wakeOpenOnes(): Promise<void>;
  /** For `runtime.onMessage`. Undefined: not for us. */
  onMessage(message: unknown, sender: Runtime.MessageSender): Promise<Outcome> | undefined;
}

export function createInvitePages(cell: StateCell, accounts: Accounts, pending: PendingRunner): InvitePages {
  const inviteAt = (url: string | undefined) => {
    const invite = url ? readInvite(url) : null;
    return invite?.serverUrl === cell.now.serverUrl ? invite : null;
  };

  const onLoaded: InvitePages['onLoaded'] = async (tabId, url) => {
    if (!url || !inviteAt(url) || !(await permits(url))) return;
    const injection = { target: { tabId }, func: wakeButton, args: [JOIN_PRESSED] };
    await browser.scripting.executeScript(injection).catch(() => undefined); // gone meanwhile
  };

  /** All that is needed to go at once; null if the user has to say or see something first. */
  const intentFor = async (partyCode: string, tabId: number): Promise<PendingIntent | null> => {
    const { session, seat, party } = cell.now;
    if (!session) return null;
    // Others would be left without their host: what that means stands beside the popup's button.
    if (party && seat?.partyCode !== partyCode && hostsCompany(party)) return null;
    const found = await accounts.call({ name: 'previewParty', code: partyCode });
    if (!found.ok) return null;
    const { content } = found.value.party;
    const intent = { kind: 'join' as const, tabId, partyCode, at: Date.now() };
    if (!content) return { ...intent, origins: [] };
    const url = watchUrlOf(content);
    // The address of a page of its own is shown before it is opened (decision 8).
    if (content.siteId === 'generic' || !isSiteId(content.siteId) || !url) return null;
    const origins = originsFor(SITES[content.siteId], new URL(url));
    return (await browser.permissions.contains({ origins })) ? { ...intent, origins } : null;
  };

  const openPopup = async (tab: Tabs.Tab): Promise<Outcome> => {
    try {
      await browser.action.openPopup(tab.windowId === undefined ? {} : { windowId: tab.windowId });
      return 'popup';
    } catch {
      return 'press-icon'; // older browsers open it by the user's own press alone
    }
  };

  const join = async (partyCode: string, tab: Tabs.Tab): Promise<Outcome> => {
    const intent = tab.id === undefined ? null : await intentFor(partyCode, tab.id);
    if (!intent) return openPopup(tab);
    await browser.storage.session.set({ pending: intent });
    const joined = await pending.resume();
    return joined.ok ? 'joining' : openPopup(tab); // it says why
  };

  return {
    onLoaded,
    async wakeOpenOnes() {
      const { serverUrl } = cell.now;
      const pattern = URL.canParse(serverUrl)
        ? `${new URL(serverUrl).protocol}//${new URL(serverUrl).hostname}/*`
        : null;
      if (!pattern) return;
      const tabs = await browser.tabs.query({ url: pattern }).catch(() => []);
      await Promise.all(tabs.map((tab) => (tab.id === undefined ? undefined : onLoaded(tab.id, tab.url))));
    },
    onMessage(message, { id, tab, frameId, url }) {
      if (message !== JOIN_PRESSED || id !== browser.runtime.id || frameId !== 0 || !tab) return undefined;
      const invite = inviteAt(url);
      return invite ? join(invite.partyCode, tab) : undefined;
    },
  };
}
