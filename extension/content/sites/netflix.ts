import { netflix as definition } from '../../../shared/sites/netflix.ts';
import { defineAdapter } from './define-adapter.ts';
import { toldDuration } from './told-duration.ts';

/**
 * Facts from public projects, 2025-2026; not checked against the live site. [A] several sources, [B] one dated source,
 * [C] weak.
 */
export const netflix = defineAdapter({
  site: definition,
  // [A: ASB, SE, NFX-P0, JP]
  media: { prefer: '.watch-video--player-view', reject: '.preview-video, .billboard-row' },
  pace: {
    // Many rapid API seeks end in M7375 too, by users' reports [C].
    seekSpacingMs: 1_000,
    settleAfterSeekMs: 0,
    // The API's clocks lag the element by up to 500 ms (ADP) [B]; half a tick on top.
    clockSettleMs: 550,
  },
  // Writing `currentTime` ends in error M7375 [A]: without the page's player API there is no seeking at all.
  capabilities: ({ bridge }) =>
    bridge?.ready() ? { seek: 'exact', clock: 'exact' } : { seek: 'none', clock: 'approximate' },
  duration: toldDuration, // the element's is wrong [B: NFX-P0]: 898 s of 2,708
  control: {
    // Content ms: the site's own seek knows the ads [B: NFX-P0]. play, pause and rate are free on the element [A].
    seek: ({ bridge }, content) => (bridge?.command('seek', Math.round(content * 1000)) ? 'done' : 'unsupported'),
  },
  adSelector: '[data-uia="ads-info-container"]', // [B: NFX-P0, LC]
  prompts: {
    'still-watching': '[data-uia="interrupt-autoplay-continue"]', // [A: SE, PMD]
    'autoplay-blocked': '[data-uia="player-blocked-play"]', // [A: SE, PMD]
    error: '[data-uia="error-container"], .nfp-error', // [C]
  },
  titles: { title: '[data-uia="video-title"] h4' }, // [A] only while the controls are shown
  overlayParent: '.watch-video--player-view', // [B: NFX-P0, JP]
  shrinkTarget: '.watch-video--player-view', // [B]
});
