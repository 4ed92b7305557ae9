import { render } from 'preact';
import '../../extension/ui/theme.css';
import '../../extension/ui/parts.css';
import { mountOverlay } from '../../extension/overlay/mount.tsx';
import { allWords } from '../../extension/ui/catalogue.ts';
import { setWords } from '../../extension/ui/i18n.ts';
import { ok } from '../../shared/protocol/errors.ts';
import { Parts } from './parts.tsx';
import { SCENES, type Scene } from './scenes.ts';

/** `?scene=usual&size=pill`: the overlay on a stand-in page. `?parts=dark`: the parts. `&lang=de`, `&rtl`. */
const asked = new URLSearchParams(location.search);
const size = asked.get('size');
Object.assign(globalThis, {
  browser: { storage: { local: { get: async (key: string) => (size ? { [key]: size } : {}), set: async () => {} } } },
});

function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function stage(scene: Scene): void {
  const player = make('div', 'player');
  const film = make('div', 'film');
  const controls = make('div', 'controls', '▶');
  controls.append(document.createElement('i'), make('span', '', '51:12'));
  player.append(film, make('div', 'subtitle', '- We should not be here. - I know.'), controls);
  document.body.append(player);
  const stop = new AbortController();
  const overlay = mountOverlay({
    signal: stop.signal,
    siteId: 'gallery',
    mountPoint: () => null,
    shrinkTarget: () => film,
    actions: {
      sendChat: async () => scene.send?.() ?? ok({ seq: 1 }),
      react() {},
      continueWithout() {},
      syncMe() {},
      leave: () => stop.abort(),
      openFilm() {},
      stay() {},
      clickToJoin() {},
    },
  });
  if (scene.rtl)
    document.querySelector('#watchparty-overlay')?.shadowRoot?.querySelector('div')?.setAttribute('dir', 'rtl');
  scene.play(overlay);
  Object.assign(globalThis, { overlay, stop });
}

const scene: Scene = (SCENES as Record<string, Scene>)[asked.get('scene') ?? 'usual'] ?? SCENES.usual;
setWords(allWords(asked.get('lang') === 'de' || scene.language === 'de' ? 'de' : 'en'));
const parts = asked.get('parts');
if (parts === null) stage(scene);
else {
  document.documentElement.className = `wp-${parts}`;
  if (asked.has('rtl')) document.documentElement.dir = 'rtl';
  render(<Parts />, document.body);
}
