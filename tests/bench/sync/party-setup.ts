import type { PopupRequests, TabFilm } from '../../../extension/messaging/messages.ts';
import type { AppView, PendingIntent } from '../../../extension/messaging/party-view.ts';
import { POPUP_PORT } from '../../../extension/messaging/port.ts';
import type { Result } from '../../../shared/protocol/errors.ts';
import { until } from '../../support/poll.ts';
import type { Viewer } from './viewer.ts';

/**
 * Puts viewers into a party by what the popup says to the background, through its own port. The popup's looks are tested
 * elsewhere; a bench must not break when a button gets another word.
 */
async function say<N extends keyof PopupRequests>(
  viewer: Viewer,
  name: N,
  payload: PopupRequests[N]['in'],
): Promise<PopupRequests[N]['out']> {
  const result = await viewer.tab.inExtension<Result<PopupRequests[N]['out']>>(`new Promise((settle) => {
    const port = (globalThis.browser ?? chrome).runtime.connect({ name: ${JSON.stringify(POPUP_PORT)} });
    const late = setTimeout(() => settle({ ok: false, error: { code: 'timeout' } }), 15000);
    port.onMessage.addListener((message) => {
      if (message.id !== 1) return;
      clearTimeout(late);
      settle(message.result);
      port.disconnect();
    });
    port.postMessage({ id: 1, name: ${JSON.stringify(name)}, payload: ${JSON.stringify(payload)} });
  })`);
  if (!result.ok) throw new Error(`${viewer.name}: ${name} was answered ${JSON.stringify(result.error)}`);
  return result.value;
}

/** What the viewer's popup would show now. */
export const appView = (viewer: Viewer): Promise<AppView> =>
  viewer.tab.inExtension<AppView>(`new Promise((settle) => {
    const port = (globalThis.browser ?? chrome).runtime.connect({ name: ${JSON.stringify(POPUP_PORT)} });
    port.onMessage.addListener((message) => {
      if (message.event !== 'app:view') return;
      settle(message.payload);
      port.disconnect();
    });
  })`);

/** The film's tab: the only one that shows a web page. Its address is readable once the permission is there. */
const filmTabId = (viewer: Viewer): Promise<number> =>
  viewer.tab.inExtension<number>(`(async () => {
    const tabs = await (globalThis.browser ?? chrome).tabs.query({});
    return tabs.find((tab) => /^https:/.test(tab.url ?? '')).id;
  })()`);

const WITHIN_MS = 20_000;

async function intend(viewer: Viewer, intent: PendingIntent): Promise<void> {
  await viewer.tab.inExtension(
    `(globalThis.browser ?? chrome).storage.session.set({ pending: ${JSON.stringify(intent)} })`,
  );
  const done = say(viewer, 'popup:resume-pending', null);
  // A popup leaves the film visible; hidden tabs are not looked into.
  await viewer.tab.showFilm();
  await done;
}

async function signIn(viewer: Viewer): Promise<void> {
  await say(viewer, 'popup:set-server', { url: viewer.proxy.url });
  await say(viewer, 'popup:guest', { name: viewer.name });
}

const inParty = (viewer: Viewer, members: number) =>
  until(
    async () => {
      const { party, problem } = await appView(viewer);
      if (!party) throw new Error(`not in the party: ${JSON.stringify(problem)}`);
      const seen = party.members.filter((member) => member.connected).length;
      if (party.tab?.state !== 'playing' || seen < members)
        throw new Error(`tab ${party.tab?.state}, ${seen} of ${members} members`);
      return party;
    },
    `${viewer.name} is in the party with the film found`,
    WITHIN_MS,
  );

/** The first viewer starts a party on the film that the tab shows. @returns its code */
export async function createParty(host: Viewer, origins: readonly string[], wait: string): Promise<string> {
  await signIn(host);
  await host.tab.permit(origins);
  const tabId = await filmTabId(host);
  const film = await until(
    async () => {
      const seen: TabFilm = await say(host, 'popup:look-at-tab', { tabId });
      return seen.content && seen.hasVideo ? seen : null;
    },
    `${host.name} sees the film`,
    WITHIN_MS,
  );
  const base = { tabId, origins: [...origins], at: Date.now() };
  await intend(host, { ...base, kind: 'create', name: 'Bench', content: film.content! });
  const party = await inParty(host, 1);
  if (wait !== party.settings.waitFor)
    await say(host, 'popup:update-party', { waitFor: wait as 'everyone' | 'majority' | 'nobody' });
  return party.partyCode;
}

/** Another viewer joins; resolves when the film's tab is in the party. @param members how many are to be seen then */
export async function joinParty(
  viewer: Viewer,
  partyCode: string,
  origins: readonly string[],
  members: number,
): Promise<void> {
  await prepareToJoin(viewer, origins);
  await joinNow(viewer, partyCode, origins);
  await inParty(viewer, members);
}

/** Everything a joiner does before the click on "join". */
export async function prepareToJoin(viewer: Viewer, origins: readonly string[]): Promise<void> {
  await signIn(viewer);
  await viewer.tab.permit(origins);
}

/** The click on "join". */
export async function joinNow(viewer: Viewer, partyCode: string, origins: readonly string[]): Promise<void> {
  const tabId = await filmTabId(viewer);
  await intend(viewer, { kind: 'join', tabId, partyCode, origins: [...origins], at: Date.now() });
}
