import { note } from '../shared/journal.ts';
import type { UserHand } from '../shared/standin-api.ts';
import type { YoutubePlayer } from './player.ts';

const HOLD_MS = 500;
const HOLD_RATE = 2;

/** The page's keys: space and k toggle, arrows and j/l jump; a held space plays at double rate while it lasts. */
export function listenToKeys(player: YoutubePlayer, user: UserHand): void {
  let holding: ReturnType<typeof setTimeout> | undefined;
  let held = false;
  const toggle = () => (player.paused() ? user.play() : user.pause());
  document.addEventListener('keydown', (event) => {
    note('site', 'key', event.key);
    if (event.key === ' ') {
      event.preventDefault();
      if (event.repeat || holding) return;
      holding = setTimeout(() => {
        held = true;
        note('user', 'hold-rate', String(HOLD_RATE));
        player.video.playbackRate = HOLD_RATE;
      }, HOLD_MS);
    }
    if (event.key === 'k') toggle();
    const jump = { ArrowRight: 5, ArrowLeft: -5, l: 10, j: -10 }[event.key];
    if (jump) user.seek(player.position() + jump);
  });
  document.addEventListener('keyup', (event) => {
    if (event.key !== ' ') return;
    clearTimeout(holding);
    holding = undefined;
    if (held) player.video.playbackRate = player.ownRate;
    else toggle();
    held = false;
  });
}
