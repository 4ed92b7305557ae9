import { RunningSite } from '../shared/title-site.ts';
import { showInactivity } from './controls.ts';
import type { DisneySession } from './disney-session.ts';
import { catalogue, options } from './options.ts';
import { buildApp, openWebPlayer } from './web-player.ts';

const PLAY = /^(?:\/[a-z-]{2,5})?\/(?:play|video)\/([0-9a-f-]{36})\/?$/i;

// Before anybody on the page can listen; a listener of the window that is older than this one still hears it.
if (!options.seeked) window.addEventListener('seeked', (event) => event.stopImmediatePropagation(), true);

buildApp();
const site = new RunningSite<DisneySession>({
  name: 'disney',
  options,
  idOf: (address) => PLAY.exec(address.pathname)?.[1],
  open(id, startAt, running) {
    const title = catalogue.titleOf(id);
    document.title = `${title.episode?.series ?? title.title} | Disney+`;
    return openWebPlayer(id, startAt, running);
  },
  pathOf: (id) => `/play/${id}`,
  next: (id) => catalogue.next(id),
  offered: catalogue.ids,
  actions: (running) => ({
    prompt(name) {
      if (name !== 'inactivity') throw new Error('the disney stand-in has the prompt "inactivity" only');
      const overlays = document.querySelector<HTMLElement>('.btm-media-overlays-container');
      if (overlays && running.session) showInactivity(overlays, running.session);
    },
  }),
});
site.start();
