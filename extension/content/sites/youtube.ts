import { youtube as definition } from '../../../shared/sites/youtube.ts';
import { defineAdapter } from './define-adapter.ts';

/** Facts from public projects, 2025-2026; not checked against the live site. Marks as in `netflix.ts`. */
export const youtube = defineAdapter({
  site: definition,
  media: {
    prefer: '#movie_player', // [A: SB, SK, VSC]
    // [A] A short runs in a loop: nothing that one could be in step with. Its player is another one than the API's.
    reject: '#inline-preview-player, ytd-channel-video-player-renderer, #shorts-player',
  },
  // The API's clock is the element's but for server-stitched ads (SSAP) [B]; then the offset is only as good as its lag.
  capabilities: ({ clock }) => ({ clock: Math.abs(clock.offset ?? 0) > 1 ? 'approximate' : 'exact' }),
  navigationEvents: ['yt-navigate-finish', 'yt-page-data-updated', 'state-navigateend'], // [A]
  adSelector: '#movie_player.ad-showing, #movie_player.ad-interrupting', // [A]
  prompts: {
    'still-watching': 'yt-confirm-dialog-renderer #confirm-button, ytmusic-you-there-renderer', // [A]
  },
  titles: { title: 'ytd-watch-metadata h1' }, // [A]
  overlayParent: '#movie_player', // [A: VSC] not in `ytd-player > #container`, that breaks the page
});
