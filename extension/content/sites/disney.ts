import { disney as definition } from '../../../shared/sites/disney.ts';
import { defineAdapter } from './define-adapter.ts';

/** Facts from public projects, 2025-2026; not checked against the live site. Marks as in `netflix.ts`. */
export const disney = defineAdapter({
  site: definition,
  media: {
    // The first video is a dormant one without a source; the film's has this id [A: SK capture 2026-01, DISR, SCHL].
    prefer: '#hivePlayer1, disney-web-player .hive-video',
    reject: null,
    newSourceIsNewMedia: false, // [A] each seek makes a new one, with a clock that begins again near 0
    infinityIsLive: false, // [A] films report it
  },
  pace: {
    seekSpacingMs: 500,
    settleAfterSeekMs: 300, // [C: MS 2020] a pause sooner after a seek is lost
    // The playhead belongs to the new source when that has begun; how late it may be is unknown, two of its ticks [G].
    clockSettleMs: 500,
  },
  // The element's clock means nothing and writes to it are undone [A]: without the page's player nothing is known.
  capabilities: ({ bridge }) =>
    bridge?.ready() ? { seek: 'exact', clock: 'exact' } : { seek: 'none', clock: 'none', rate: false },
  control: {
    seek: ({ bridge }, content) => (bridge?.command('seek', Math.round(content * 1000)) ? 'done' : 'unsupported'),
    pause({ bridge, video }) {
      if (!bridge?.command('pause')) video.pause();
      return 'done';
    },
  },
  // Its time is in an open shadow root; the badge's element is there while it shows [B].
  adSelector: 'ad-badge-overlay',
  prompts: {
    'still-watching': 'inactivity-overlay', // [A]
  },
  overlayParent: '#app_body_content', // [A: SK; JP]
  shrinkTarget: '#hudson-wrapper', // [A: SK; JP]
});
