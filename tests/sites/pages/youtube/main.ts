import { clipUrl } from '../shared/clips.ts';
import { buildControls, mountOnActivity } from '../shared/controls.ts';
import { el, wait } from '../shared/dom.ts';
import { toggleFullscreen } from '../shared/fullscreen.ts';
import { note } from '../shared/journal.ts';
import { installStandin } from '../shared/standin.ts';
import { idOfAddress, nextVideo, videoOf, videos } from './catalogue.ts';
import { listenToKeys } from './keys.ts';
import { buildLayout } from './layout.ts';
import { arrive, navigate } from './navigation.ts';
import { options } from './options.ts';
import { autonavToggle, showAutonext, showConfirmDialog, showError } from './overlays.ts';
import { installPlayerMethods } from './page-api.ts';
import { YoutubePlayer } from './player.ts';

const player = new YoutubePlayer();
const layout = buildLayout();
let failed = false;

const user = installStandin({
  site: 'youtube',
  options,
  player: () => (player.loaded ? player : undefined),
  video: () => (player.loaded ? player.video : undefined),
  state: () => ({
    contentId: player.current?.id ?? '',
    live: player.current?.live ?? false,
    phase: failed ? 'error' : !player.loaded ? 'none' : player.adShowing ? 'ad' : 'content',
  }),
  actions: {
    forceAd(kind) {
      if (kind) options.adMode = kind;
      player.startAd();
    },
    endAd: () => player.endAd(),
    error() {
      failed = true;
      showError(player);
    },
    prompt(name) {
      if (name !== 'continue') throw new Error('the youtube stand-in has the prompt "continue" only');
      showConfirmDialog(layout.popups, player);
    },
    nextEpisode: () => player.current && watch(nextVideo(player.current.id).id),
    stall: (ms) => player.stall(ms),
  },
});

const journey = {
  show: (id: string | undefined) => (id ? showWatchPage(id) : showHome()),
  load(id: string) {
    player.load(id, Number.parseInt(new URLSearchParams(location.search).get('t') ?? '0', 10) || 0);
  },
};

function watch(id: string): void {
  void navigate(`/watch?v=${id}`, journey);
}

function showWatchPage(id: string): void {
  const video = videoOf(id);
  layout.flexy.style.display = 'block';
  layout.flexy.setAttribute('video-id', id);
  layout.browse.style.display = 'none';
  layout.heading.textContent = video.title;
  document.title = `${video.title} - YouTube`;
  navigator.mediaSession.metadata = new MediaMetadata({ title: video.title, artist: video.author });
  // Within one task, so that moving the element does not pause it.
  if (player.root.parentElement !== layout.playerHome) layout.playerHome.append(player.root);
  layout.related.replaceChildren(...links());
}

function showHome(): void {
  document.title = 'YouTube';
  layout.flexy.style.display = 'none';
  layout.browse.style.display = 'block';
  layout.browse.replaceChildren(...links());
  if (!player.loaded) return;
  if (options.miniplayer) layout.miniplayerHome.append(player.root);
  else player.pause();
}

function links(): HTMLElement[] {
  const link = (path: string, text: string) =>
    el('a', {
      text,
      attrs: { href: path },
      style: { display: 'block', padding: '6px' },
      onclick: (event) => {
        event.preventDefault();
        note('user', 'link', path);
        void navigate(path, journey);
      },
    });
  return [link('/', 'Home'), ...videos.map(({ id, title }) => link(`/watch?v=${id}`, title))];
}

/** The preview that plays when the pointer rests on a link: a second player, muted, in the document all the time. */
function addInlinePreview(): void {
  const video = el('video', { class: 'video-stream html5-main-video', style: { width: '240px', height: '135px' } });
  video.muted = true;
  video.autoplay = true;
  video.src = clipUrl('other');
  layout.inlinePreview.append(el('div', { class: 'html5-video-container' }, video));
}

function goFullscreen(): void {
  toggleFullscreen(options.fullscreen === 'player' ? player.root : document.documentElement);
}

function showFullscreenState(): void {
  const on = document.fullscreenElement !== null;
  layout.app.toggleAttribute('fullscreen', on);
  layout.flexy.toggleAttribute('fullscreen', on);
  player.root.classList.toggle('ytp-fullscreen', on);
  // The player covers the window then, whichever element is the fullscreen one.
  Object.assign(
    player.root.style,
    on ? { position: 'fixed', inset: '0', zIndex: '9' } : { position: 'relative', inset: '' },
  );
}

async function start(): Promise<void> {
  await wait(options.delay);
  if (location.pathname.startsWith('/embed/')) {
    Object.assign(player.root.style, { width: '100vw', height: '100vh' });
    document.body.append(player.root);
  } else {
    document.body.append(layout.app);
    addInlinePreview();
  }
  const { bar } = buildControls(user, () => (player.loaded ? player : undefined), goFullscreen, [autonavToggle()]);
  bar.classList.add('ytp-chrome-bottom');
  mountOnActivity(
    player.root,
    () => bar,
    () => options.idle,
    new AbortController().signal,
  );
  // Last, since it puts the player's own addEventListener in place of the element's, as on the site.
  installPlayerMethods(player);
  listenToKeys(player, user);
  document.addEventListener('fullscreenchange', showFullscreenState);
  player.onEnded = () => showAutonext(player, watch);
  window.addEventListener('popstate', () => void arrive(journey));
  const id = idOfAddress(location);
  if (location.pathname.startsWith('/embed/')) {
    if (id) journey.load(id);
  } else {
    await arrive(journey);
  }
}

document.body.style.margin = '0';
void start();
