import { el, wait } from './dom.ts';
import type { FilmSession } from './film-session.ts';
import { note } from './journal.ts';
import type { OptionValue } from './options.ts';
import { installStandin } from './standin.ts';
import type { StandinActions, StandinState, UserHand } from './standin-api.ts';

/** Options of every site that shows one title after the other. */
export const TITLE_OPTIONS = {
  autoplay: true,
  /** Ad breaks as `30,75x2`: content seconds, and how many ads where more than one. */
  ads: '',
  /** Length of one ad in whole seconds, at most 15. */
  adSeconds: 15,
  /** Length of the content in whole seconds; 0: that of the clip. */
  duration: 0,
  /** Where playback starts, in content seconds. */
  t: 0,
  /** Whether the next title follows the end. */
  autonext: true,
  /** Milliseconds after load, and after each change of address, at which the player is made. */
  delay: 400,
  /** Milliseconds without activity after which the controls leave the document. */
  idle: 3000,
};

const AUTONEXT_MS = 3000;

export interface TitleSite<S extends FilmSession> {
  name: string;
  options: typeof TITLE_OPTIONS & Record<string, OptionValue>;
  /** The title that the address names, or undefined on pages without a player. */
  idOf(address: Location): string | undefined;
  /** Makes the player of a title; what it adds to the document goes away with the session's signal. */
  open(id: string, startAt: number, site: RunningSite<S>): S;
  /** Address of a title's player; undefined: the address stays what it is. */
  pathOf(id: string): string | undefined;
  next(id: string): string;
  /** Keeps the player on pages without one of their own, as a small one in a corner. */
  minimise?(session: S): void;
  /** Steps of a change of titles in ms, where there are more than `delay` has. */
  timing?: {
    /** From the user's act to the address. */
    address: number;
    /** From the end of the old player to the new one's source. */
    source: number;
    /** From there to play. */
    play: number;
  };
  /** A change of titles replaces the entry in the history. */
  replacesAddress?: boolean;
  /** Ids that pages without a player link to. */
  offered: readonly string[];
  state?: (session: S | undefined) => Partial<StandinState>;
  actions?: (site: RunningSite<S>) => Partial<StandinActions>;
}

/** A site at work: one session after the other, as address and user want it. */
export class RunningSite<S extends FilmSession> {
  session: S | undefined;
  id: string | undefined;
  failed = false;
  readonly user: UserHand;
  readonly #site: TitleSite<S>;
  #browse: HTMLElement | undefined;

  constructor(site: TitleSite<S>) {
    this.#site = site;
    this.user = installStandin({
      site: site.name,
      options: site.options,
      player: () => this.session,
      video: () => this.session?.screen,
      state: () => ({
        contentId: this.id ?? '',
        mediaSeconds: this.session?.video.currentTime ?? 0,
        rate: this.session?.video.playbackRate ?? 1,
        phase: this.failed ? 'error' : !this.session ? 'none' : this.session.ad ? 'ad' : 'content',
        ...site.state?.(this.session),
      }),
      actions: {
        forceAd: () => this.session?.startAd(),
        endAd: () => this.session?.endAd(),
        error: (code) => this.fail(code ?? 'Something went wrong'),
        nextEpisode: () => this.next(),
        stall: (ms) => this.session?.stall(ms),
        ...site.actions?.(this),
      },
    });
  }

  /** Goes to the address that the page has now, and follows the browser's back and forward. */
  start(): void {
    document.body.style.margin = '0';
    window.addEventListener('popstate', () => void this.show(this.#site.idOf(location), 0));
    void this.show(this.#site.idOf(location), this.#site.options.t);
  }

  /** Shows a title's player, or the page without one. The old player stays for `delay` ms. */
  async show(id: string | undefined, startAt: number): Promise<void> {
    this.id = id;
    await wait(this.#site.options.delay);
    if (this.id !== id) return;
    if (!id && this.session && this.#site.minimise) {
      this.#site.minimise(this.session);
      this.#showBrowse();
      return;
    }
    this.leave();
    this.failed = false;
    if (!id) {
      this.#showBrowse();
      return;
    }
    if (this.#site.timing) await wait(this.#site.timing.source);
    if (this.id !== id) return;
    const session = this.#site.open(id, startAt, this);
    this.session = session;
    note('site', 'session', id);
    session.onEnded = () => this.#ended(session);
    if (this.#site.timing) await wait(this.#site.timing.play);
    if (this.#site.options.autoplay && !session.signal.aborted) session.play();
  }

  /** Goes on to the next title: the address first, then the player. */
  next(): void {
    if (this.id) void this.go(this.#site.next(this.id));
  }

  async go(id: string): Promise<void> {
    if (this.#site.timing) await wait(this.#site.timing.address);
    const path = this.#site.pathOf(id);
    // The options stay in the address, so that a reload is the same page again.
    if (path !== undefined) {
      const change = this.#site.replacesAddress ? history.replaceState : history.pushState;
      change.call(history, {}, '', withOptions(path));
    }
    void this.show(id, 0);
  }

  /** Takes the player away. */
  leave(): void {
    this.session?.close();
    this.session = undefined;
    this.#browse?.remove();
  }

  /** Takes the player away and shows the site's error screen. */
  fail(text: string, attributes: Record<string, string> = {}): void {
    note('site', 'error', text);
    this.leave();
    this.failed = true;
    this.#browse = el('div', { attrs: attributes, style: { padding: '80px' } }, el('h1', { text }));
    document.body.append(this.#browse);
  }

  #ended(session: S): void {
    if (!this.#site.options.autonext) return;
    const timer = setTimeout(() => this.next(), AUTONEXT_MS);
    session.signal.addEventListener('abort', () => clearTimeout(timer));
    session.video.addEventListener('seeking', () => clearTimeout(timer), { once: true, signal: session.signal });
  }

  #showBrowse(): void {
    const links = this.#site.offered.map((id) => {
      const link = el('a', { text: id, attrs: { href: this.#site.pathOf(id) ?? '#' } });
      link.addEventListener('click', (event) => {
        event.preventDefault();
        note('user', 'link', id);
        void this.go(id);
      });
      return el('li', {}, link);
    });
    this.#browse = el('ul', { class: 'standin-titles' }, ...links);
    document.body.append(this.#browse);
  }
}

/** An address with the options of this one. */
function withOptions(path: string): string {
  const to = new URL(path, location.href);
  for (const [name, value] of new URLSearchParams(location.search))
    if (!to.searchParams.has(name)) to.searchParams.set(name, value);
  return to.pathname + to.search + to.hash;
}
