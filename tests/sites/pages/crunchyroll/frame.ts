import { el } from '../shared/dom.ts';
import { FilmSession } from '../shared/film-session.ts';
import { addControls, FILL } from '../shared/player-box.ts';
import { RunningSite } from '../shared/title-site.ts';
import { catalogue, options } from './options.ts';

/** static.crunchyroll.com: the older player, an ordinary one, in a frame. */
const id = new URLSearchParams(location.search).get('id') ?? '';
options.delay = 300;

const site = new RunningSite<FilmSession>({
  name: 'crunchyroll-frame',
  options,
  idOf: () => id,
  open(current, startAt, running) {
    const { clip, lead } = catalogue.titleOf(current);
    const video = el('video', { id: 'player0', style: FILL });
    const session = new FilmSession({ ...options, video, clip, lead, startAt });
    const box = el('div', { id: 'vilos', style: { ...FILL, background: '#000' } }, el('div', {}, video));
    addControls(box, { session, user: running.user, idle: () => options.idle, fullscreen: () => box });
    document.body.append(box);
    session.signal.addEventListener('abort', () => box.remove());
    return session;
  },
  pathOf: () => undefined,
  next(current) {
    const next = catalogue.next(current);
    // The page around the frame changes the address and loads the frame anew.
    window.parent.postMessage({ next }, '*');
    return next;
  },
  offered: [],
});
site.start();
