import { twitch as definition } from '../../../shared/sites/twitch.ts';
import { defineAdapter } from './define-adapter.ts';
import { otherVideoPlays } from './other-video.ts';

const PLAYER = '[data-a-target="video-player"]'; // [A]

/** Recordings. Facts from public projects, 2025-2026; not checked against the live site. Marks as in `netflix.ts`. */
export const twitch = defineAdapter({
  site: definition,
  media: { prefer: `${PLAYER} .video-ref, ${PLAYER}`, reject: null, allowBlankSource: true }, // [A: ASB]
  // Where ads stand in a recording's timeline is unknown [?].
  capabilities: () => ({ clock: 'approximate' }),
  // Inside the player: a label beside the chat is an advertisement of the page [A: many small projects].
  adSelector: ['[data-a-target="video-ad-label"]', '.video-player__ad-info-container']
    .map((mark) => `${PLAYER} ${mark}`)
    .join(', '),
  phase: (player) => (otherVideoPlays(player, `${PLAYER} video`) ? 'ad' : undefined),
  titles: { title: '[data-a-target="stream-title"]' }, // [A]
});
