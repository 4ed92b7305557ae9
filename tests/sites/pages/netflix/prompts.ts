import { el } from '../shared/dom.ts';
import { note } from '../shared/journal.ts';
import type { UserHand } from '../shared/standin-api.ts';
import { options } from './options.ts';
import type { WatchSession } from './watch-session.ts';

const PROMPTS = {
  'still-watching': { title: 'Are you still watching?', button: 'interrupt-autoplay-continue', text: 'Continue' },
  blocked: { title: 'Click to play', button: 'player-blocked-play', text: 'Play' },
  'next-episode': { title: 'Next episode', button: 'next-episode-seamless-button', text: 'Next Episode' },
  credits: { title: '', button: 'watch-credits-seamless-button', text: 'Watch Credits' },
  'skip-intro': { title: '', button: 'player-skip-intro', text: 'Skip Intro' },
  'pause-ad': { title: 'A word while you pause', button: 'pause-ad-close', text: 'Close' },
} as const;

export type PromptName = keyof typeof PROMPTS;

const INTRO = { from: 5, to: 15 };
const CREDITS_S = 6;
const AUTONEXT_MS = 3000;
const PAUSE_AD_MS = 2000;

/** The prompts over the player. A click on one is noted and does what the site would. */
export class Prompts {
  readonly #view: HTMLElement;
  readonly #shown = new Map<PromptName, HTMLElement>();

  constructor(view: HTMLElement) {
    this.#view = view;
  }

  /** Shows a prompt; `act` runs at a click on its button. */
  show(name: PromptName, act: () => void): void {
    if (this.#shown.has(name)) return;
    const { title, button, text } = PROMPTS[name];
    const click = () => {
      note('user', button);
      this.hide(name);
      act();
    };
    const box = el(
      'div',
      {
        attrs: { 'data-uia': name === 'pause-ad' ? 'pause-ad-container' : `standin-${name}` },
        style: { position: 'absolute', right: '40px', top: '40px', padding: '12px', background: '#333', color: '#fff' },
      },
      el('div', { attrs: name === 'still-watching' ? { 'data-uia': 'interrupter-title' } : {}, text: title }),
      el('button', { attrs: { 'data-uia': button }, text, onclick: click }),
    );
    this.#shown.set(name, box);
    this.#view.append(box);
    note('site', 'prompt', name);
  }

  hide(name: PromptName): void {
    this.#shown.get(name)?.remove();
    this.#shown.delete(name);
  }

  clear(): void {
    for (const name of [...this.#shown.keys()]) this.hide(name);
  }

  /** Shows and hides what depends on the position: the intro's button, those of the credits. */
  offer(session: WatchSession, user: UserHand, next: () => void): void {
    if (session.title.kind === 'film') return;
    const at = session.position();
    if (!session.ad && at >= INTRO.from && at < INTRO.to) this.show('skip-intro', () => user.seek(INTRO.to));
    else this.hide('skip-intro');
    if (!session.video.ended && at > session.duration() - CREDITS_S) {
      this.show('next-episode', next);
      this.show('credits', () => this.hide('next-episode'));
    } else if (!session.video.ended) {
      this.hide('next-episode');
      this.hide('credits');
    }
  }

  /** The end: the next episode follows by itself after a moment. */
  ended(session: WatchSession, next: () => void): void {
    if (!options.autonext) return;
    this.show('next-episode', next);
    const timer = setTimeout(next, AUTONEXT_MS);
    session.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  /** A pause that lasts brings an ad picture, when the options say so. */
  watchPause(session: WatchSession): void {
    const { video, signal } = session;
    let timer: ReturnType<typeof setTimeout> | undefined;
    video.addEventListener(
      'pause',
      () => {
        if (options.pauseAd) timer = setTimeout(() => this.show('pause-ad', () => {}), PAUSE_AD_MS);
      },
      { signal },
    );
    const stop = () => {
      clearTimeout(timer);
      this.hide('pause-ad');
    };
    video.addEventListener('playing', stop, { signal });
    signal.addEventListener('abort', stop);
  }
}
