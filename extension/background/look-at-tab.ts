import browser, { type Scripting } from 'webextension-polyfill';
import type { Content } from '../../shared/party/content.ts';
import { readInvite } from '../../shared/party/invite.ts';
import { TITLE_MAX_CHARS } from '../../shared/protocol/limits.ts';
import { marksToSee, originsFor, SITES, siteForUrl } from '../../shared/sites/index.ts';
import { NO_FILM, type TabFilm } from '../messaging/messages.ts';
import { filmTitle } from './film-title.ts';
import { permits } from './inject.ts';

/** What a single look into one frame shows. Nothing of ours stays there. */
interface Glance {
  title: string;
  /** Is there what was asked for? */
  marked: boolean;
  video: { area: number; duration: number } | null;
  /** Addresses of frames that may be a player's, the largest first: as large as a film, and allowed to go fullscreen (ads are not). */
  frames: string[];
}

/** Runs in the page by itself: it may use nothing from outside its body. */
function glance(marks: string | null): Glance {
  let video: Glance['video'] = null;
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots)
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  for (const v of roots.flatMap((root) => [...root.querySelectorAll('video')])) {
    const box = v.getBoundingClientRect();
    const area = box.width * box.height;
    if (v.readyState === 0 || area < 200 * 100 || area <= (video?.area ?? 0)) continue;
    video = { area, duration: v.duration };
  }
  const frames = roots
    .flatMap((root) => [...root.querySelectorAll('iframe')])
    .filter((frame) => frame.allowFullscreen || /fullscreen/.test(frame.allow))
    .map((frame) => ({ src: frame.src, box: frame.getBoundingClientRect() }))
    .filter(({ src, box }) => /^https?:/.test(src) && box.width >= 200 && box.height >= 100)
    .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
    .map(({ src }) => src);
  const marked = marks !== null && document.querySelector(marks) !== null;
  return { title: document.title, marked, video, frames };
}

/** Somebody waits before the popup; a page that does not answer by then is too busy to be watched. */
const LOOK_TIMEOUT_MS = 800;

async function glances(tabId: number, marks: string | null = null): Promise<Glance[]> {
  const target = { tabId, allFrames: true };
  const look = { target, func: glance, args: [marks], injectImmediately: true } as unknown as Scripting.ScriptInjection;
  try {
    const late = new Promise<never>((_, give) => setTimeout(give, LOOK_TIMEOUT_MS, new Error('late')));
    const results = await Promise.race([browser.scripting.executeScript(look), late]);
    return results.flatMap((r) => (r.result ? [r.result as Glance] : []));
  } catch {
    return []; // no permission for this page, or too late: then there is nothing to see
  }
}

const best = (seen: readonly Glance[]): Glance['video'] =>
  seen.reduce<Glance['video']>((found, g) => (g.video && g.video.area > (found?.area ?? 0) ? g.video : found), null);

/** More than one player on a page without a film of its own is rare; each host is one more line in the browser's question. */
const FRAMES_ASKED_FOR = 2;

/** What we may not enter yet of the frames that could hold the film. */
async function closedFrames(seen: readonly Glance[]): Promise<string[]> {
  const urls = seen.flatMap(({ frames }) => frames).filter((src) => URL.canParse(src));
  const closed = new Set<string>();
  for (const { protocol, hostname } of urls.map((src) => new URL(src))) {
    const origin = `${protocol}//${hostname}/*`;
    if (closed.size < FRAMES_ASKED_FOR && !(await permits(origin.slice(0, -1)))) closed.add(origin);
  }
  return [...closed];
}

/** One look into a tab, with what pressing the toolbar button allows (activeTab), before any party exists. */
export async function lookAtTab(tabId: number): Promise<TabFilm> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab?.url || !URL.canParse(tab.url)) return NO_FILM;
  const url = new URL(tab.url);
  if (!/^https?:$/.test(url.protocol)) return { ...NO_FILM, url: tab.url };
  const invite = readInvite(tab.url);
  const marks = marksToSee(url);
  const seen = await glances(tabId, marks);
  const site = marks === null || seen.some(({ marked }) => marked) ? siteForUrl(url) : SITES.generic;
  const video = best(seen);
  const mediaKey = site.mediaKeyFromUrl(url);
  const title = filmTitle(seen[0]?.title ?? tab.title ?? '', site.name).slice(0, TITLE_MAX_CHARS);
  // Behind a player API the element's duration is not the title's (Netflix told 40 s of a 120 s film): the content script
  // will say it.
  const known = video && !site.pageBridge && Number.isFinite(video.duration) && video.duration > 0;
  const duration = known ? video.duration : undefined;
  const content: Content | null = mediaKey
    ? { siteId: site.id, mediaKey, title, ...(duration === undefined ? {} : { duration }) }
    : null;
  // A site with a definition has its players' hosts in it.
  const frameOrigins = video === null && site.id === 'generic' ? await closedFrames(seen) : [];
  return {
    url: tab.url,
    siteId: site.id,
    origins: [...new Set([...originsFor(site, url), ...frameOrigins])],
    frameOrigins,
    content,
    hasVideo: video !== null,
    invite: invite?.serverUrl ? { partyCode: invite.partyCode, serverUrl: invite.serverUrl } : null,
  };
}
