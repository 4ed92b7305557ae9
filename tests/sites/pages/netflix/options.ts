import { readOptions } from '../shared/options.ts';

/** Ad breaks of the members that differ, in content seconds; `ads=` in the address overrides. */
const MEMBER_BREAKS: Record<string, string> = { a: '20', b: '20x2,70', c: '' };

export const options = readOptions({
  /** Milliseconds after load at which `window.netflix` appears. */
  apiDelay: 1500,
  /** Ad breaks as `30,75x2`: content seconds, and how many ads where more than one. */
  ads: '',
  /** Picks the ad breaks of a member (`a`, `b`, `c`): they differ on the same plan. */
  member: '',
  /** Length of one ad in whole seconds, at most 15. */
  adSeconds: 15,
  /** Length of the content in whole seconds; 0: that of the clip. */
  duration: 0,
  /** Where playback starts, in content seconds. */
  t: 0,
  autoplay: true,
  /** Milliseconds without activity after which the controls leave the document. */
  idle: 3000,
  /** API seeks within one second that the player still bears. */
  maxSeeks: 3,
  /** By how much the API's clocks may lag, in ms. */
  lag: 500,
  /** What `video.duration` says at first, in seconds: wrong, as on the site. */
  claimedDuration: 40,
  /** Whether the next episode follows the end. */
  autonext: true,
  /** Shows a pause ad some seconds after a pause. */
  pauseAd: false,
  /** `off`, `keys` or `always`: when the page takes the focus back. */
  thief: 'keys',
  /** Id of a title that this browser's account may not see from now on, on whichever page this stands. */
  refuse: '',
  /** How it is refused: `error` screen, sent to `browse`, or sent to `login`. */
  refusal: 'error',
});

/** The ad breaks of this page's member, in the notation of `ads`. */
export function breaksText(): string {
  return options.ads || (MEMBER_BREAKS[options.member] ?? '');
}
