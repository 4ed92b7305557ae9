import { addressOf, idInPath } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** [A: YTDLP]. The player may lie in a frame of the second host. */
const XID = '[a-z0-9]{4,16}';
const WHOLE = new RegExp(`^${XID}$`);
const watched = idInPath(`/(?:embed/)?video/(${XID})(?:_[^/]*)?/?`);

export const dailymotion: SiteDefinition = {
  id: 'dailymotion',
  name: 'Dailymotion',
  matches: ['https://www.dailymotion.com/*', 'https://geo.dailymotion.com/*'],
  pageBridge: false,
  listed: true,
  free: true,
  mediaKeyFromUrl(url) {
    const framed = url.host === 'geo.dailymotion.com' ? url.searchParams.get('video') : null;
    const id = framed ?? watched(url);
    return id && WHOLE.test(id) ? id : null;
  },
  watchUrl: addressOf(XID, (key) => `https://www.dailymotion.com/video/${key}`),
};
