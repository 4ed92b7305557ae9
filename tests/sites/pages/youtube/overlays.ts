import { el } from '../shared/dom.ts';
import { note } from '../shared/journal.ts';
import { nextVideo } from './catalogue.ts';
import { options } from './options.ts';
import type { YoutubePlayer } from './player.ts';

const AUTONEXT_MS = 3000;

/** "Video paused. Continue watching?": pauses, and plays on when confirmed. */
export function showConfirmDialog(popups: HTMLElement, player: YoutubePlayer): void {
  player.pause();
  note('site', 'prompt', 'continue');
  const dialog = el('tp-yt-paper-dialog', {
    style: {
      display: 'block',
      position: 'fixed',
      left: '40%',
      top: '40%',
      background: '#fff',
      padding: '20px',
      zIndex: '20',
    },
  });
  const confirm = el('button', { attrs: { 'aria-label': 'Yes' }, text: 'Yes' });
  confirm.addEventListener('click', () => {
    note('user', 'confirm-button');
    dialog.remove();
    player.play();
  });
  dialog.append(
    el(
      'yt-confirm-dialog-renderer',
      {},
      el('div', { text: 'Video paused. Continue watching?' }),
      el('div', { id: 'confirm-button' }, confirm),
    ),
  );
  popups.append(dialog);
}

/** The toggle for playing the next video by itself. */
export function autonavToggle(): HTMLElement {
  const toggle = el('div', { class: 'ytp-autonav-toggle-button', attrs: { 'aria-checked': String(options.autonext) } });
  return el(
    'button',
    {
      class: 'ytp-button',
      text: 'Autoplay',
      onclick: () => {
        options.autonext = !options.autonext;
        toggle.setAttribute('aria-checked', String(options.autonext));
        note('user', 'autonav-toggle', String(options.autonext));
      },
    },
    toggle,
  );
}

/** The overlay at the end, after which the next video follows unless cancelled. */
export function showAutonext(player: YoutubePlayer, go: (id: string) => void): void {
  if (!options.autonext || !player.current) return;
  const next = nextVideo(player.current.id);
  const end = () => {
    clearTimeout(timer);
    overlay.remove();
  };
  const leave = () => {
    end();
    go(next.id);
  };
  const timer = setTimeout(leave, AUTONEXT_MS);
  const overlay = el(
    'div',
    {
      class: 'ytp-autonav-endscreen-countdown-overlay',
      style: { position: 'absolute', top: '20%', left: '20%', color: '#fff' },
    },
    el('div', { class: 'ytp-autonav-endscreen-upnext-title', text: next.title }),
    el('button', { class: 'ytp-autonav-endscreen-upnext-cancel-button', text: 'Cancel', onclick: end }),
    el('button', { class: 'ytp-autonav-endscreen-upnext-play-button', text: 'Play now', onclick: leave }),
  );
  for (const type of ['seeking', 'emptied', 'playing'] as const)
    player.video.addEventListener(type, end, { once: true });
  player.root.append(overlay);
}

/** The site's error screen in the player. */
export function showError(player: YoutubePlayer): void {
  player.pause();
  note('site', 'error');
  player.root.append(
    el(
      'div',
      { class: 'ytp-error', style: { position: 'absolute', inset: '0', background: '#000', color: '#fff' } },
      el('div', { class: 'ytp-error-content-wrap-reason', text: 'Something went wrong. Refresh or try again later.' }),
    ),
  );
}
