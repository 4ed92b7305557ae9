import { el, wait } from '../shared/dom.ts';
import { note } from '../shared/journal.ts';
import { installStandin } from '../shared/standin.ts';
import { showBrowse } from './browse-page.ts';
import { nextId } from './catalogue.ts';
import { options } from './options.ts';
import { installNetflixApi, sessions } from './page-api.ts';
import type { PromptName } from './prompts.ts';
import { noteRefusal, refusalOf } from './refusal.ts';
import { WatchPage } from './watch-page.ts';
import { SEEK_ERROR, WatchSession } from './watch-session.ts';

/** A watch address, with or without a country or language before it. */
const WATCH = /^(?:\/[a-z-]{2,5})?\/watch\/(\d+)\/?$/i;
/** From the end of one session to the next element in the document. */
const NEXT_EPISODE_MS = 400;
const PLAYER_DELAY_MS = 300;
/** What the error screen says of a title that is not offered [C]. */
const TITLE_ERROR = 'D7361-1253';

const root = el('div', { id: 'appMountPoint' });
let page: WatchPage | undefined;
let failed = false;
let leaveBrowse: (() => void) | undefined;

const user = installStandin({
  site: 'netflix',
  options,
  player: () => sessions.watch,
  video: () => sessions.watch?.video,
  state: () => ({
    contentId: WATCH.exec(location.pathname)?.[1] ?? '',
    phase: failed ? 'error' : !sessions.watch ? 'none' : sessions.watch.ad ? 'ad' : 'content',
  }),
  actions: {
    forceAd: (count) => sessions.watch?.insertBreak(Number(count ?? 1)),
    endAd: () => sessions.watch?.cutAd(),
    error: (code) => sessions.watch?.fail(code ?? SEEK_ERROR),
    nextEpisode: () => next(),
    stall: (ms) => sessions.watch?.stall(ms),
    prompt(name) {
      if (name === 'still-watching') sessions.watch?.pause();
      page?.prompts.show(name as PromptName, () => user.play());
    },
  },
});

function go(path: string): void {
  // The options stay in the address, so that a reload is the same page again.
  history.pushState({}, '', path + location.search);
  void route(0);
}

/** Builds the page of the current address, starting a film at `startAt` content seconds. */
async function route(startAt: number): Promise<void> {
  const id = WATCH.exec(location.pathname)?.[1];
  sessions.watch?.close();
  sessions.watch = undefined;
  failed = false;
  if (!id) {
    page?.close();
    page = undefined;
    document.title = 'Home - Netflix';
    leaveBrowse?.();
    leaveBrowse = showBrowse(root, go);
    return;
  }
  const refusal = refusalOf(id);
  if (refusal === 'browse' || refusal === 'login') return location.replace(`/${refusal}`);
  leaveBrowse?.();
  leaveBrowse = undefined;
  document.title = 'Netflix';
  page ??= new WatchPage(root, user, next);
  await wait(PLAYER_DELAY_MS);
  if (WATCH.exec(location.pathname)?.[1] !== id) return;
  if (refusal === 'error') {
    failed = true;
    page.showError(TITLE_ERROR);
  } else startSession(id, startAt);
}

function startSession(id: string, startAt: number): void {
  if (!page || sessions.watch) return;
  const session = new WatchSession(id, startAt, (code) => {
    sessions.watch = undefined;
    failed = true;
    page?.showError(code);
  });
  sessions.watch = session;
  page.show(session);
  note('site', 'session', session.id);
  if (options.autoplay) session.play();
}

/** The next episode: the address first, then a new element and a new session. */
function next(): void {
  const id = WATCH.exec(location.pathname)?.[1];
  if (!id) return;
  history.pushState({}, '', `/watch/${nextId(id)}${location.search}`);
  void wait(NEXT_EPISODE_MS).then(() => route(0));
}

noteRefusal();
document.body.style.margin = '0';
document.body.append(root);
window.addEventListener('popstate', () => void route(0));
setTimeout(installNetflixApi, options.apiDelay);
void route(options.t);
