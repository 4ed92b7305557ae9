import { el, wait } from '../shared/dom.ts';
import { note } from '../shared/journal.ts';
import { FilmPage } from './film-page.ts';
import { type PageRow, plain } from './film-pages.ts';

/** From a change of the address to that of the film, in ms. */
const ROUTE_MS = 500;
/** What the page of captured keys does with them. */
const KEYS = [' ', 'k', 'ArrowLeft', 'ArrowRight', 'Enter'];

/** More pages of films.example, by path: where there is no film, where it changes, and what stands around it. */
export const ODD_PAGES: Record<string, PageRow> = {
  error: {
    title: 'An error in the place of the film (after=0: seconds until then)',
    make: () => {
      const film = new FilmPage({ after: 0 });
      return {
        film,
        insert() {
          if (film.options.after <= 0) return film.fail();
          const video = film.makeVideo();
          film.box.append(video);
          film.adopt(video);
          setTimeout(() => film.fail(), film.options.after * 1000);
        },
      };
    },
  },

  spa: {
    title: 'Two films, /spa/1 and /spa/2, with pushState between them (element=kept|new)',
    make: () => {
      const film = new FilmPage({ element: 'kept' });
      const number = () => (location.pathname.endsWith('/2') ? 2 : 1);
      const show = () => {
        const clip = number() === 2 ? 'other' : 'main';
        film.options.clip = clip;
        document.title = `Film ${number()}`;
        if (film.video && film.options.element === 'kept') return film.load(film.video, clip);
        film.video?.remove();
        const video = film.makeVideo();
        film.box.append(video);
        film.adopt(video);
      };
      const go = async (to: number) => {
        history.pushState({}, '', `/spa/${to}${location.search}`);
        note('site', 'navigate', location.pathname);
        await wait(ROUTE_MS);
        show();
        void film.video?.play().catch(() => {}); // Blocked: the page stays paused.
      };
      film.next = () => void go(number() === 1 ? 2 : 1);
      for (const to of [1, 2]) {
        const link = el('a', { text: `Film ${to} `, attrs: { href: `/spa/${to}` } });
        link.addEventListener('click', (event) => {
          event.preventDefault();
          void go(to);
        });
        document.body.append(link);
      }
      window.addEventListener('popstate', show);
      return { film, insert: show };
    },
  },

  dialog: {
    title: 'The player in a modal dialog, in the top layer',
    make: () =>
      plain((film) => {
        const dialog = el('dialog', { style: { padding: '0' } }, film.box, film.bar);
        document.body.append(
          dialog,
          el('button', { text: 'Open', attrs: { 'data-standin': 'open' }, onclick: () => dialog.showModal() }),
        );
        dialog.addEventListener('close', () => film.video?.pause());
        dialog.showModal();
      }),
  },

  'own-scrubber': {
    title:
      'A scrubber of divs, as wide as the window, that hears of a drag on the document and holds the film meanwhile',
    make: () =>
      plain((film, video) => {
        const { user } = window.__standin;
        const track = el('div', {
          attrs: { 'data-standin': 'track' },
          style: { position: 'absolute', left: '0', width: '100vw', height: '24px', background: '#a00' },
        });
        film.bar.after(track);
        let ran = false;
        const follow = (event: MouseEvent) => user.seek((event.clientX / window.innerWidth) * video.duration);
        const letGo = () => {
          document.removeEventListener('mousemove', follow);
          document.removeEventListener('mouseup', letGo);
          if (ran) user.play();
        };
        track.addEventListener('mousedown', (event) => {
          event.preventDefault(); // nothing is selected nor dragged away
          ran = !video.paused;
          user.pause();
          follow(event);
          document.addEventListener('mousemove', follow);
          document.addEventListener('mouseup', letGo);
        });
      }),
  },

  'capture-keys': {
    title: 'Keys are taken at the window before anybody else hears of them (take=own|all)',
    make: () => {
      const film = new FilmPage({ take: 'own' });
      const act = (key: string) => {
        const { user } = window.__standin;
        const at = film.video?.currentTime ?? 0;
        if (key === ' ' || key === 'k') film.video?.paused ? user.play() : user.pause();
        if (key === 'ArrowRight') user.seek(at + 10);
        if (key === 'ArrowLeft') user.seek(at - 10);
      };
      for (const type of ['keydown', 'keypress', 'keyup'] as const) {
        window.addEventListener(
          type,
          (event) => {
            const own = KEYS.includes(event.key);
            if (type === 'keydown') note('site', 'key', event.key);
            if (!own && film.options.take !== 'all') return;
            event.preventDefault();
            event.stopImmediatePropagation();
            if (type === 'keydown') act(event.key);
          },
          { capture: true },
        );
      }
      return {
        film,
        insert() {
          const video = film.makeVideo();
          film.box.append(video);
          film.adopt(video);
        },
      };
    },
  },
};
