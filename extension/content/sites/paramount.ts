import { paramount as definition } from '../../../shared/sites/paramount.ts';
import { defineAdapter } from './define-adapter.ts';
import { linkedData } from './episode-metadata.ts';

/** Facts from public projects, 2025-2026; not checked against the live site. Marks as in `netflix.ts`. */
export const paramount = defineAdapter({
  site: definition,
  media: { prefer: '.video__player-area', reject: '.marqueeVideo' }, // [B]
  // Google DAI: stitched into the same element; the mapping is unknown [?].
  capabilities: () => ({ clock: 'approximate' }),
  adSelector: '[class*="ad-info-manager"].show, .ad-info-manager-circular-loader-copy', // [B]
  metadata: linkedData, // [B]
});
