import { clipUrl } from '../shared/clips.ts';
import { el } from '../shared/dom.ts';
import { note } from '../shared/journal.ts';
import { grabKeysAndFocus } from '../shared/keys-and-focus.ts';
import { liveEdge, livePlan } from '../shared/live.ts';
import { FilmPage } from './film-page.ts';

export interface Build {
  film: { options: { delay: number } };
  insert(): void;
}

export interface PageRow {
  title: string;
  make(): Build;
}

/** The ordinary page: one video in its box. */
export function plain(change: (film: FilmPage, video: HTMLVideoElement) => void = () => {}): Build {
  const film = new FilmPage({});
  return {
    film,
    insert() {
      const video = film.makeVideo();
      change(film, video);
      if (!video.isConnected) film.box.append(video);
      film.adopt(video);
    },
  };
}

/** Every page of films.example, by path. */
export const FILM_PAGES: Record<string, PageRow> = {
  bare: { title: 'A bare video', make: () => plain() },

  twins: {
    title: 'Three videos of the same size; the second is the film',
    make: () =>
      plain((film, video) => {
        // Siblings with another clip: only what plays and what the user does tell them apart.
        const sibling = () => {
          const twin = film.makeVideo();
          Object.assign(twin.style, { width: '640px', height: '360px' });
          twin.src = clipUrl('other');
          return twin;
        };
        film.box.before(sibling());
        film.box.append(video);
        document.body.append(sibling());
      }),
  },

  preview: {
    title: 'A film below a larger muted looping preview',
    make: () =>
      plain((film) => {
        const preview = el('video', { class: 'hero', style: { width: '860px', height: '480px', display: 'block' } });
        preview.muted = true;
        preview.loop = true;
        preview.autoplay = true;
        preview.src = clipUrl('ad');
        film.box.before(preview);
      }),
  },

  shadow: {
    title: 'A video two open shadow roots deep',
    make: () =>
      plain((film, video) => {
        const outer = el('film-player', { style: { display: 'block', width: '100%', height: '100%' } });
        const inner = el('film-stage', { style: { display: 'block', width: '100%', height: '100%' } });
        film.box.append(outer);
        outer.attachShadow({ mode: 'open' }).append(inner);
        inner.attachShadow({ mode: 'open' }).append(video);
      }),
  },

  late: {
    title: 'A video inserted seconds after load (delay=4000)',
    make: () => {
      const build = plain();
      if (!new URLSearchParams(location.search).has('delay')) build.film.options.delay = 4000;
      return build;
    },
  },

  replaced: {
    title: 'The next film replaces src on the same element',
    make: () =>
      plain((film, video) => {
        video.addEventListener('ended', () => film.next());
      }),
  },

  recreated: {
    title: 'The next film gets a new element',
    make: () =>
      plain((film) => {
        film.next = () => {
          film.options.clip = film.options.clip === 'main' ? 'other' : 'main';
          film.video?.remove();
          const video = film.makeVideo();
          film.box.append(video);
          film.adopt(video);
        };
      }),
  },

  srcobject: {
    title: 'A MediaStream in srcObject: no source address, no seeking',
    make: () => {
      const film = new FilmPage({});
      return {
        film,
        insert() {
          const video = film.makeVideo();
          film.box.append(video);
          film.adopt(video);
          video.removeAttribute('src');
          video.srcObject = drawnStream();
          film.describe(() => ({ live: true }));
        },
      };
    },
  },

  'rate-resetting': {
    title: 'The page sets the rate back to 1 after loading and seeking, and now and then',
    make: () =>
      plain((_film, video) => {
        const reset = () =>
          setTimeout(() => {
            if (video.playbackRate !== 1) note('site', 'rate-reset', String(video.playbackRate));
            video.playbackRate = 1;
          }, 500);
        for (const type of ['loadedmetadata', 'seeked'] as const) video.addEventListener(type, reset);
        setInterval(reset, 10_000);
      }),
  },

  'fullscreen-video': { title: 'The video itself goes fullscreen', make: () => plain() },

  'fullscreen-wrapper': {
    title: 'A wrapper of the video goes fullscreen',
    make: () =>
      plain((film) => {
        film.fullscreenTarget = () => film.box;
      }),
  },

  keys: {
    title: 'Global keys and a focus thief (thief=off|keys|always)',
    make: () => {
      const film = new FilmPage({ thief: 'keys' });
      return {
        film,
        insert() {
          const video = film.makeVideo();
          film.box.append(video);
          film.adopt(video);
          grabKeysAndFocus(film.box, () => film.options.thief, {
            ' ': () => (video.paused ? window.__standin.user.play() : window.__standin.user.pause()),
            k: () => (video.paused ? window.__standin.user.play() : window.__standin.user.pause()),
            ArrowRight: () => window.__standin.user.seek(video.currentTime + 10),
            ArrowLeft: () => window.__standin.user.seek(video.currentTime - 10),
          });
        },
      };
    },
  },

  live: {
    title: 'A live stream: duration Infinity, the seekable range moves',
    make: () => {
      const film = new FilmPage({});
      return {
        film,
        insert() {
          const video = film.makeVideo();
          film.box.append(video);
          film.adopt(video);
          film.stream(video, livePlan, liveEdge() - 8);
          if (film.options.autoplay) void video.play().catch(() => {});
          film.describe(() => ({ live: true, durationSeconds: Number.POSITIVE_INFINITY }));
        },
      };
    },
  },

  blocked: {
    title: 'The page starts its film by itself; a browser with an autoplay policy refuses',
    make: () => {
      const build = plain();
      (build.film as FilmPage).options.autoplay = true;
      return build;
    },
  },
};

/** A stream drawn by script: the nearest thing to a camera that needs no permission. */
function drawnStream(): MediaStream {
  const canvas = el('canvas');
  const context = canvas.getContext('2d');
  let tick = 0;
  setInterval(() => {
    if (!context) return;
    context.fillStyle = `hsl(${tick % 360} 60% 40%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#fff';
    context.fillText(`tick ${tick++}`, 20, 40);
  }, 40);
  return canvas.captureStream(25);
}
