import { el } from './dom.ts';
import type { SitePlayer } from './site-player.ts';
import type { UserHand } from './standin-api.ts';

const REFRESH_MS = 200;

export interface Controls {
  bar: HTMLElement;
  /** Stops the refreshing. */
  close(): void;
}

/**
 * The page's own controls: play/pause button, scrubber in content seconds, clock, fullscreen button. They act through
 * the site's player only. `extra` goes between clock and fullscreen button.
 */
export function buildControls(
  user: UserHand,
  player: () => SitePlayer | undefined,
  fullscreen: () => void,
  extra: Node[] = [],
): Controls {
  const play = el('button', { attrs: { 'data-standin': 'play', 'aria-label': 'Play' }, text: 'Play' });
  play.addEventListener('click', () => (player()?.paused() ? user.play() : user.pause()));

  const scrubber = el('input', {
    attrs: { type: 'range', min: '0', step: '0.1', 'data-standin': 'scrubber', 'aria-label': 'Seek' },
    style: { flex: '1' },
  });
  let dragging = false;
  scrubber.addEventListener('pointerdown', () => {
    dragging = true;
  });
  scrubber.addEventListener('pointerup', () => {
    dragging = false;
  });
  scrubber.addEventListener('change', () => {
    user.seek(Number(scrubber.value));
  });

  const clock = el('span', { attrs: { 'data-standin': 'clock' } });
  const whole = el('button', {
    attrs: { 'data-standin': 'fullscreen', 'aria-label': 'Full screen' },
    text: 'Full screen',
    onclick: fullscreen,
  });

  const refresh = () => {
    const current = player();
    if (!current) return;
    play.textContent = current.paused() ? 'Play' : 'Pause';
    const duration = current.duration();
    scrubber.max = String(Number.isFinite(duration) ? duration : current.position());
    if (!dragging) scrubber.value = String(current.position());
    clock.textContent = `${clockText(current.position())} / ${clockText(duration)}`;
  };
  const timer = setInterval(refresh, REFRESH_MS);
  refresh();

  const bar = el(
    'div',
    {
      class: 'standin-controls',
      style: {
        position: 'absolute',
        left: '0',
        right: '0',
        bottom: '0',
        display: 'flex',
        gap: '8px',
        padding: '8px',
        background: '#000a',
        color: '#fff',
        font: '14px sans-serif',
        zIndex: '10',
      },
    },
    play,
    scrubber,
    clock,
    ...extra,
    whole,
  );
  return { bar, close: () => clearInterval(timer) };
}

/** Puts `bar` into `box` while the user is active there, and takes it out `idleMs` later, as players do. */
export function mountOnActivity(
  box: HTMLElement,
  bar: () => HTMLElement,
  idleMs: () => number,
  signal: AbortSignal,
): void {
  let mounted: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    mounted?.remove();
    mounted = undefined;
  };
  const wake = () => {
    if (!mounted) {
      mounted = bar();
      box.append(mounted);
    }
    clearTimeout(timer);
    timer = setTimeout(hide, idleMs());
  };
  for (const type of ['pointermove', 'pointerdown', 'keydown'] as const) box.addEventListener(type, wake, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    hide();
  });
  wake();
}

/** `1:05` or `1:02:03`. */
export function clockText(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'live';
  const whole = Math.floor(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
