import { prime as definition, isGti } from '../../../shared/sites/prime.ts';
import { defineAdapter } from './define-adapter.ts';
import { elementControl } from './element-control.ts';
import { titleAt } from './episode-metadata.ts';
import { lastFetched } from './resource-watch.ts';
import { toldDuration } from './told-duration.ts';

const PLAYER = '.dv-player-fullscreen'; // [A] on the visible one of several boxes
/** What the player's interface asks for names the title; trailers ask for other things [A: UTS, PMD]. */
const fetched = lastFetched(/playerChromeResources[^#]*[?&]entityId=(amzn1\.dv\.gti\.[0-9a-f-]{36})/);

/** Facts from public projects, 2025-2026; not checked against the live site. Marks as in `netflix.ts`. */
export const prime = defineAdapter({
  site: definition,
  media: {
    prefer: '[id^="dv-web-player"]', // [A] the first box stays empty, a title switch makes another
    reject: '.tst-video-overlay-player-html5, .vjs-tech, .dv-hero-trailer', // [A]; the trailer's class [G]
  },
  pace: {
    seekSpacingMs: 1_000, // [C] many quick ones were never tried by anybody
    settleAfterSeekMs: 900, // [B: SOUL] play() sooner is ignored
    clockSettleMs: 500, // [G] the SDK's clock is read from another task than the element's
  },
  // Outside of the buffer a foreign seek ends in "Video Unavailable" [B: SOUL]; the SDK knows the ads [B].
  capabilities: ({ bridge }) =>
    bridge?.ready() ? { seek: 'exact', clock: 'exact' } : { seek: 'limited', clock: 'approximate' },
  // The player opens over a page whose address may name the show and never changes [A].
  identity(location, bridge) {
    const playing = bridge?.identity() ?? (document.querySelector(PLAYER) ? fetched() : null);
    if (playing !== null && isGti(playing)) return { mediaKey: playing, settled: true };
    return { mediaKey: definition.mediaKeyFromUrl(location), settled: true };
  },
  duration: toldDuration, // the element's was that of a short segment [B: PMD 2024]
  control: {
    seek: (player, content) =>
      player.bridge?.command('seek', Math.round(content * 1000)) ? 'done' : elementControl.seek(player, content),
  },
  adSelector: [`${PLAYER} .atvwebplayersdk-ad-timer`, `${PLAYER} .atvwebplayersdk-ad-timer-remaining-time`].join(', '), // [B]
  metadata: () => titleAt(`${PLAYER} .atvwebplayersdk-title-text`, `${PLAYER} .atvwebplayersdk-subtitle-text`), // [B]
});
