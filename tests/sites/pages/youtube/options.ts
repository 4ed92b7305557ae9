import { readOptions } from '../shared/options.ts';

export const options = readOptions({
  autoplay: true,
  /** Ad breaks as `0,30,75x2`: content seconds, and how many ads where more than one; 0 is a pre-roll. */
  ads: '',
  /** Length of one ad in whole seconds, at most 15. */
  adSeconds: 15,
  /** `client`: the ad replaces the source on the same element. `ssap`: the server stitched it into the stream. */
  adMode: 'client',
  /** Whether a stitched ad also sets the class `ad-showing`. */
  ssapClass: true,
  /** Which element goes fullscreen: `html` or `player`. */
  fullscreen: 'html',
  /** Whether the next video follows the end. */
  autonext: true as boolean,
  /** Whether a video goes on in the miniplayer when one leaves its page; else it stops, and its player stays behind, hidden. */
  miniplayer: true as boolean,
  /** Milliseconds between the steps of a navigation: address, start event, finish event, media. */
  step: 250,
  /** Milliseconds after loading and seeking at which the player sets its own rate again; negative: never. */
  rateReset: 600,
  /** Where playback starts, as in `120` or `120s`. */
  t: '0',
  /** Milliseconds after load at which the player is made. */
  delay: 300,
  /** Milliseconds without activity after which the controls leave the document. */
  idle: 3000,
});
