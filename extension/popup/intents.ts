import browser from 'webextension-polyfill';
import type { Content } from '../../shared/party/content.ts';
import type { PartyPreview } from '../../shared/protocol/api.ts';
import { fail, type Result } from '../../shared/protocol/errors.ts';
import { PARTY_NAME_MAX_CHARS } from '../../shared/protocol/limits.ts';
import { isSiteId, originsFor, SITES } from '../../shared/sites/index.ts';
import type { TabFilm } from '../messaging/messages.ts';
import type { PendingIntent } from '../messaging/party-view.ts';
import { t } from '../ui/i18n.ts';
import type { Ask } from './background-link.ts';

/** What to ask the browser for, so that this title can be watched in a party. Empty: nothing (no film, unknown site). */
export function originsForContent(content: Content | null): string[] {
  if (!content || !isSiteId(content.siteId)) return [];
  const site = SITES[content.siteId];
  const url = site.watchUrl(content.mediaKey);
  return url ? originsFor(site, new URL(url)) : [];
}

/** What is wished for, but for the moment of the press. */
export type Wished = Omit<PendingIntent, 'at'>;

/** A party of `host` with what the tab shows. */
export const toCreate = (tabId: number, { origins, content }: TabFilm, host: string): Wished => ({
  kind: 'create',
  tabId,
  name: t('home.party-of', { name: host }).slice(0, PARTY_NAME_MAX_CHARS),
  origins,
  ...(content ? { content } : {}),
});

/** Into a party, with the film on the way. */
export const toJoin = (tabId: number, { partyCode, content }: Pick<PartyPreview, 'partyCode' | 'content'>): Wished => ({
  kind: 'join',
  tabId,
  partyCode,
  origins: originsForContent(content),
});

/** Hosts of match patterns, for words: `https://www.netflix.com/*` -> `netflix.com`. */
export const hostsOf = (origins: readonly string[]): string[] => [
  ...new Set(
    origins.map((origin) =>
      origin
        .replace(/^[^/]*\/\//, '')
        .replace(/\/.*$/, '')
        .replace(/^www\./, ''),
    ),
  ),
];

/**
 * Carries out what the user pressed. Must be called in the click itself with nothing awaited before it: Firefox shows the
 * prompt only then, and in Chromium the prompt closes the popup, so the wish is written down first and the background goes
 * on from there.
 */
export async function act(ask: Ask, intent: PendingIntent): Promise<Result<null>> {
  const written = browser.storage.session.set({ pending: intent });
  const { origins } = intent;
  const asked = origins.length > 0 ? browser.permissions.request({ origins }) : Promise.resolve(true);
  try {
    const granted = await asked;
    await written;
    if (!granted) {
      await ask('popup:cancel-pending', null);
      return fail('not-allowed', { fields: ['permission'] });
    }
  } catch {
    // no user gesture (a key the browser does not count as one): the intent stays, its own screen has a button
    return fail('not-allowed', { fields: ['permission'] });
  }
  return ask('popup:resume-pending', null);
}
