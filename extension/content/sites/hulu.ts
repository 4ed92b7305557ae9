import { hulu as definition } from '../../../shared/sites/hulu.ts';
import type { Player } from './adapter.ts';
import { defineAdapter } from './define-adapter.ts';
import { titleAt } from './episode-metadata.ts';
import { otherVideoPlays } from './other-video.ts';

/** The slider shows whole seconds of content [BILI 2026-10]: less than this is rounding, more is stitched ads. */
const ROUNDING_S = 1.5;

/** Content time by the slider, which is in the page with the controls only. */
function sliderClock({ video }: Player) {
  const shown = document.querySelector('.Timeline__slider[role="slider"]')?.getAttribute('aria-valuenow'); // [A]
  if (!shown) return null;
  const content = Number(shown) + 0.5;
  const near = Math.abs(video.currentTime - content) <= ROUNDING_S;
  return { contentMs: (near ? video.currentTime : content) * 1000, mediaMs: null };
}

/** Facts from public projects, 2025-2026; not checked against the live site. Marks as in `netflix.ts`. */
export const hulu = defineAdapter({
  site: definition,
  media: {
    prefer: '#content-video-player, .ContentPlayer__videoPlayer', // [A: ASB, PMD 2026-03]
    reject: '#ad-video-player, #intro-video-player, .VideoPreviewPlayer', // [A: HULR 2026-10, ADBY 2026-03]
    infinityIsLive: false, // [A] films report it too
  },
  capabilities: ({ clock }) => ({ clock: Math.abs(clock.offset ?? 0) > 1 ? 'approximate' : 'exact' }),
  siteClock: sliderClock,
  duration({ video }) {
    if (Number.isFinite(video.duration)) return undefined;
    const end = Number(document.querySelector('.Timeline__slider')?.getAttribute('aria-valuemax')); // [A]
    return end > 0 ? end : null;
  },
  // Sources differ on whether ads are stitched or in an element of their own: either sign counts.
  adSelector: '.AdUnitView__adBarContainer, .AdPlayer:not(.AdPlayer--hidden)', // [A]
  phase: (player) => (otherVideoPlays(player, '#ad-video-player, #intro-video-player') ? 'ad' : undefined),
  prompts: { 'still-watching': '.long-time-tips__title' }, // [C]
  metadata: () => titleAt('.PlayerMetadata__titleText', '.PlayerMetadata__subTitle'), // [A]
});
