import { crunchyroll as definition } from '../../../shared/sites/crunchyroll.ts';
import { defineAdapter } from './define-adapter.ts';
import { elementControl } from './element-control.ts';
import { linkedData } from './episode-metadata.ts';
import { otherVideoPlays } from './other-video.ts';

const BOX = '#player-container'; // [A: ANI 2026]
/** The older player, in a frame: an ordinary element [A: SYJ, SE]. */
const isOlder = (video: HTMLVideoElement): boolean => video.id === 'player0';

/** Facts from public projects, 2026; not checked against the live site. Marks as in `netflix.ts`. */
export const crunchyroll = defineAdapter({
  site: definition,
  media: { prefer: '#bitmovinplayer-video-null, #player0', reject: null }, // [A: ANI 2026-05/09, SYJ 2026-09]
  // A seek into a running one hangs for good (SYJ), and one outside of the buffer that the player does not know of
  // freezes the picture under a running clock (ANI) [B]: by its own API, or inside the buffer only.
  pace: { seekSpacingMs: 500 },
  capabilities: ({ bridge, video }) => ({ seek: bridge?.ready() || isOlder(video) ? 'exact' : 'limited' }),
  control: {
    seek(player, content) {
      if (isOlder(player.video)) return elementControl.seek(player, content);
      if (player.bridge?.command('seek', Math.round(content * 1000))) return 'done';
      return player.video.seeking ? 'ignored' : elementControl.seek(player, content);
    },
  },
  // Ads come by Google's IMA, marks unknown [?]: one in an element of its own is seen.
  phase: (player) => (otherVideoPlays(player, `${BOX} video`) ? 'ad' : undefined),
  metadata() {
    const series = document.querySelector('a > h4')?.textContent?.trim(); // [A: PMD, ANI]
    const linked = linkedData();
    return { ...linked, ...(series && linked.episode !== undefined ? { series } : {}) };
  },
  overlayParent: BOX, // [B: ANI] it is what goes fullscreen
});
