import type { Content } from '../../shared/party/content.ts';
import { hasHostOfItsOwn, isSiteId, SITES } from '../../shared/sites/index.ts';
import type { TabFilm } from '../messaging/messages.ts';
import { besideWords, t } from '../ui/i18n.ts';

/** A film in words: site, title, and the small print below the title. */
export interface FilmWords {
  site: string;
  title: string;
  detail: string;
  /** Is the title the film's own, or a word for want of one, which names the site already? */
  named: boolean;
}

/** Name of the service, or the host for pages of their own. */
export function siteWords(content: Content): string {
  const name = isSiteId(content.siteId) ? SITES[content.siteId].name : content.siteId;
  if (!hasHostOfItsOwn(content.siteId)) return name;
  const host = URL.canParse(content.mediaKey) ? new URL(content.mediaKey).host : '';
  return content.siteId === 'generic' ? host : [name, host].filter(Boolean).join(', ');
}

export function filmWords(content: Content): FilmWords {
  const site = siteWords(content);
  const { season, episode, series, duration } = content;
  const place =
    episode === undefined
      ? ''
      : season === undefined
        ? t('common.episode', { episode })
        : t('common.season-episode', { season, episode });
  const minutes = duration === undefined ? '' : t('home.minutes', { minutes: Math.max(1, Math.round(duration / 60)) });
  const title = series || content.title;
  const own = series && content.title !== series ? content.title : '';
  return {
    site,
    title: title || t('home.film-on', { site }),
    detail: besideWords([place, own, minutes]),
    named: title !== '',
  };
}

/**
 * The site of a film that plays at an address which does not name it (a Jellyfin server): its script will know which one
 * it is, once it may run. Empty: there is no such film.
 */
const namelessFilm = ({ content, hasVideo, siteId }: TabFilm): string =>
  !content && hasVideo && siteId && isSiteId(siteId) && SITES[siteId].selfHosted ? SITES[siteId].name : '';

/** Host of a page that has a film and an address that no party can have as its title; null: it is another kind of page. */
export const filmWithoutAddress = ({ content, hasVideo, siteId, url }: TabFilm): string | null =>
  !content && hasVideo && siteId === SITES.generic.id && url !== null ? new URL(url).host : null;

/** The film of a tab with which a party can start at once, in words; null: there is none. */
export function filmIn(film: TabFilm): FilmWords | null {
  if (film.content && (film.siteId !== 'generic' || film.hasVideo)) return filmWords(film.content);
  const site = namelessFilm(film);
  return site === '' ? null : { site, title: t('home.film-on', { site }), detail: '', named: false };
}
