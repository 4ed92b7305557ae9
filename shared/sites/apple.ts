import { addressOf } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** [A: UTS 2026-08, YTDLP]. Clips and sport have addresses of other forms and are no films. */
const CONTENT_ID = 'umc\\.cmc\\.[a-z0-9]{5,40}';
const WATCH = new RegExp(`^(?:/[a-z]{2})?/(movie|episode|show)/(?:[^/]+/)?(${CONTENT_ID})/?$`);
const ID = new RegExp(`^${CONTENT_ID}$`);

/** The key of a content id that the page itself names; a show's page plays episodes. Null: not such an id. */
export const appleKey = (id: string, kind: string): string | null =>
  ID.test(id) ? `${kind === 'movie' ? 'movie' : 'episode'}/${id}` : null;

export const apple: SiteDefinition = {
  id: 'apple',
  name: 'Apple TV+',
  matches: ['https://tv.apple.com/*'],
  pageBridge: false,
  listed: true,
  // The country is left out of the key: friends have different ones.
  mediaKeyFromUrl({ pathname }) {
    const [, kind, id] = WATCH.exec(pathname) ?? [];
    return kind && id ? `${kind}/${id}` : null;
  },
  // The part between kind and id is a name for people; any will do [G].
  watchUrl: addressOf(`(?:movie|episode|show)/${CONTENT_ID}`, (key) => {
    const [kind, id] = key.split('/');
    return `https://tv.apple.com/us/${kind}/watch/${id}`;
  }),
};
