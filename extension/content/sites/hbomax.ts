import { hbomax as definition } from '../../../shared/sites/hbomax.ts';
import { defineAdapter } from './define-adapter.ts';
import { titleAt } from './episode-metadata.ts';
import { otherVideoPlays } from './other-video.ts';

const AD = '[class*="AdOverlayContainer"]'; // [C: ADBY]; class names are hashed, this part stays

/** Facts from public projects, 2025-2026; not checked against the live site. Marks as in `netflix.ts`. */
export const hbomax = defineAdapter({
  site: definition,
  media: { prefer: '[data-testid="VideoElement"]', reject: null }, // [A: SK capture, HBOT]
  // Element control works [A: SK, SE]; where ads stand in the timeline nobody knows [?].
  capabilities: () => ({ clock: 'approximate' }),
  adSelector: AD,
  phase: (player) => (otherVideoPlays(player, '#layer-root-player-screen video') ? 'ad' : undefined), // [G]
  metadata: () => titleAt('[data-testid="player-ux-asset-title"]', '[data-testid="player-ux-season-episode"]'), // [A]
  overlayParent: '#app-root', // [A: SK] `#overlay-root` inside it takes the focus
});
