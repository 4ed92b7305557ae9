import { peacock as definition } from '../../../shared/sites/peacock.ts';
import { defineAdapter } from './define-adapter.ts';
import { titleAt } from './episode-metadata.ts';

/** Facts from public projects, 2025-2026; not checked against the live site. Marks as in `netflix.ts`. */
export const peacock = defineAdapter({
  site: definition,
  media: {
    prefer: '#core-video-shaka, #core-video-tape, [data-gsp-video-component], [data-testid="video-component"]', // [B]
    reject: '[data-gsp-shortform-player]', // [B]
  },
  // Ads are stitched in; nobody has measured what they do to the element's clock [?].
  capabilities: () => ({ clock: 'approximate' }),
  adSelector: '#mainContainer [class*="adBreakActive"], .ad-countdown__remaining-time', // [B]
  metadata: () => titleAt('[data-testid="metadata-title"]', '[data-testid="metadata-description"]'), // [B]
});
