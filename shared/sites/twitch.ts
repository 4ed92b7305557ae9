import { addressOf, idInPath } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** Recordings only: a live stream has no position to keep [A: YTDLP, FFZ]. */
const watched = idInPath('/(?:videos|[^/]+/v(?:ideo)?)/v?(\\d{6,15})/?');

export const twitch: SiteDefinition = {
  id: 'twitch',
  name: 'Twitch',
  matches: ['https://www.twitch.tv/*'],
  pageBridge: false,
  listed: true,
  free: true,
  mediaKeyFromUrl: watched,
  watchUrl: addressOf('\\d{6,15}', (key) => `https://www.twitch.tv/videos/${key}`),
};
