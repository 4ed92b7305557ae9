import type { Catalogue, Title } from './catalogue.ts';
import { el } from './dom.ts';
import { type Film, FilmSession } from './film-session.ts';
import type { OptionValue } from './options.ts';
import { addControls, FILL } from './player-box.ts';
import type { StandinActions, StandinState } from './standin-api.ts';
import { RunningSite, TITLE_OPTIONS } from './title-site.ts';

/** Options of the sites whose players differ in their boxes and addresses only. */
export const SMALL_OPTIONS = {
  ...TITLE_OPTIONS,
  /** What goes fullscreen: `box` (the player's), `root` (all that the player adds), `html` or `video`. */
  fullscreen: 'box',
};

/** What a site builds around a title's video; `root` comes into the document and leaves it with the session. */
export interface Boxes {
  root: HTMLElement;
  /** Takes the user's controls; positioned. */
  box: HTMLElement;
  /** What the film differs in, such as where ads play. */
  film?: Partial<Film>;
  /** Called with the session, before the boxes come into the document; returns what comes and goes with the controls. */
  furnish?(session: FilmSession): Node[];
}

export interface SmallSite {
  name: string;
  options: typeof SMALL_OPTIONS & Record<string, OptionValue>;
  catalogue: Catalogue;
  idOf(address: Location): string | undefined;
  pathOf(id: string): string | undefined;
  build(video: HTMLVideoElement, title: Title, site: RunningSite<FilmSession>): Boxes;
  /** Where `root` goes, if not into the body. */
  parent?(): HTMLElement;
  minimise?(session: FilmSession): void;
  state?: (session: FilmSession | undefined) => Partial<StandinState>;
  actions?: (site: RunningSite<FilmSession>) => Partial<StandinActions>;
}

/** Makes and starts a site of one element and ordinary control. */
export function runSmallSite(spec: SmallSite): RunningSite<FilmSession> {
  const { options, catalogue } = spec;
  const site = new RunningSite<FilmSession>({
    ...spec,
    next: (id) => catalogue.next(id),
    offered: catalogue.ids,
    open(id, startAt, running) {
      const title = catalogue.titleOf(id);
      const video = el('video', { style: FILL });
      const { root, box, film, furnish } = spec.build(video, title, running);
      const { duration, ads, adSeconds } = options;
      const session = new FilmSession({ video, clip: title.clip, duration, ads, adSeconds, startAt, ...film });
      const targets: Record<string, Element> = { root, video, html: document.documentElement };
      addControls(box, {
        session,
        user: running.user,
        idle: () => options.idle,
        fullscreen: () => targets[options.fullscreen] ?? box,
        extra: furnish?.(session) ?? [],
      });
      (spec.parent?.() ?? document.body).append(root);
      session.signal.addEventListener('abort', () => root.remove());
      return session;
    },
  });
  site.start();
  return site;
}

/** A box with a class or attributes that fills its parent. */
export function box(look: { class?: string; id?: string; attrs?: Record<string, string> }, ...children: Node[]) {
  return el('div', { ...look, style: FILL }, ...children);
}

/** A player's outermost box, over the whole window. */
export function layer(look: { class?: string; id?: string; attrs?: Record<string, string> }, ...children: Node[]) {
  return el('div', { ...look, style: { ...FILL, position: 'fixed', background: '#000' } }, ...children);
}

/** A text that `read` writes anew ten times a second. */
export function liveText<T extends HTMLElement>(session: FilmSession, node: T, read: (node: T) => string): T {
  session.onChange.add(() => {
    node.textContent = read(node);
  });
  return node;
}
