import { buildControls, mountOnActivity } from './controls.ts';
import { el } from './dom.ts';
import type { FilmSession } from './film-session.ts';
import { toggleFullscreen } from './fullscreen.ts';
import { note } from './journal.ts';
import type { UserHand } from './standin-api.ts';

/** Fills the nearest positioned ancestor. */
export const FILL: Partial<CSSStyleDeclaration> = {
  position: 'absolute',
  top: '0',
  left: '0',
  width: '100%',
  height: '100%',
};

export interface Chrome {
  session: FilmSession;
  user: UserHand;
  idle: () => number;
  /** What the fullscreen button makes full. */
  fullscreen: () => Element;
  /** Comes and goes with the controls: titles, the site's own buttons. */
  extra?: Node[];
}

/** Gives a player's box the user's controls, which leave the document without activity. Returns their bar. */
export function addControls(box: HTMLElement, { session, user, idle, fullscreen, extra }: Chrome): HTMLElement {
  const { bar, close } = buildControls(
    user,
    () => session,
    () => toggleFullscreen(fullscreen()),
    extra,
  );
  session.signal.addEventListener('abort', close);
  mountOnActivity(box, () => bar, idle, session.signal);
  return bar;
}

/** Puts `node` into the document while `on()` says so. */
export function showWhile(session: FilmSession, parent: HTMLElement, node: HTMLElement, on: () => boolean): void {
  const check = () => {
    if (on() === node.isConnected) return;
    if (node.isConnected) node.remove();
    else parent.append(node);
  };
  session.onChange.add(check);
  session.signal.addEventListener('abort', () => node.remove());
}

export interface PromptLook {
  box?: Record<string, string>;
  text: string;
  button: Record<string, string>;
  label: string;
}

/** Shows a prompt over the player until its button is clicked, which runs `act`. */
export function showPrompt(parent: HTMLElement, look: PromptLook, act: () => void): void {
  note('site', 'prompt', look.text);
  const prompt = el(
    'div',
    {
      attrs: look.box ?? {},
      style: { position: 'absolute', right: '40px', top: '40px', padding: '12px', background: '#333', color: '#fff' },
    },
    el('div', { text: look.text }),
    el('button', {
      attrs: look.button,
      text: look.label,
      onclick: () => {
        note('user', 'prompt', look.text);
        prompt.remove();
        act();
      },
    }),
  );
  parent.append(prompt);
}
