import { jellyfin as definition, jellyfinKey } from '../../../shared/sites/jellyfin.ts';
import { defineAdapter } from './define-adapter.ts';

/** Server and player round a film's length to their own units; a piece of it is shorter by more. */
const SAME_LENGTH_S = 5;

/** Facts from the player's source, 2026 (JFW), and ASB. Marks as in `netflix.ts`. */
export const jellyfin = defineAdapter({
  site: definition,
  media: {
    prefer: '.videoPlayerContainer', // [A: JFW, ASB]
    reject: null,
    infinityIsLive: false, // [G] a transcode under way has no end yet; the server says what is live
  },
  // Direct play and HLS: the element's clock is the film's [A: JFW]. A progressive transcode begins at 0 wherever the
  // server was asked to begin, its length is that of the rest, and only the site's own seek starts another: hands off.
  capabilities({ bridge, video }) {
    const told = bridge?.snapshot()?.durationMs;
    const piece = told && Math.abs(video.duration - told / 1000) > SAME_LENGTH_S;
    return piece ? { seek: 'none', clock: 'none' } : {};
  },
  // While it plays, the address names no title [A]: the server's word, asked for by the page.
  identity(location, bridge) {
    const item = bridge?.identity();
    const mediaKey = item ? jellyfinKey(location, item) : null;
    return mediaKey === null ? undefined : { mediaKey, settled: true };
  },
  prompts: {
    'still-watching': '.dialog.formDialog', // [B: JFW] a dialog like any other; nobody opens one with the player
  },
  shrinkTarget: '.videoPlayerContainer', // [A: JFW] fixed, in the body; fullscreen is the whole page
});
