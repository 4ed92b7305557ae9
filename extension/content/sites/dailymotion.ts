import { dailymotion as definition } from '../../../shared/sites/dailymotion.ts';
import { defineAdapter } from './define-adapter.ts';
import { otherVideoPlays } from './other-video.ts';

/** Facts from public projects, 2026; not checked against the live site. Marks as in `netflix.ts`. */
export const dailymotion = defineAdapter({
  site: definition,
  media: { prefer: '.video_view', reject: null }, // [B: VSC 2026-03]
  // Kind and clock of its ads are unknown [?]: one in an element of its own is seen.
  phase: (player) => (otherVideoPlays(player, '.player video') ? 'ad' : undefined),
});
