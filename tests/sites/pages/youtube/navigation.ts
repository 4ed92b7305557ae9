import { wait } from '../shared/dom.ts';
import { note } from '../shared/journal.ts';
import { idOfAddress, videoOf } from './catalogue.ts';
import { options } from './options.ts';

let journeys = 0;

export interface Journey {
  /** Changes the page, not yet the media. `id` undefined: the home page. */
  show(id: string | undefined): void;
  /** Loads the media. */
  load(id: string): void;
}

/** Goes to an address within the page: address, start event, finish event, media; in this order, with delays. */
export async function navigate(path: string, journey: Journey): Promise<void> {
  history.pushState({}, '', withOptions(path));
  await arrive(journey);
}

/** The steps after the address has changed. A newer journey overtakes an older one. */
export async function arrive(journey: Journey): Promise<void> {
  const mine = ++journeys;
  const id = idOfAddress(location);
  const detail = detailOf(id);
  note('site', 'navigate', location.pathname + location.search);
  emit('yt-navigate-start', detail);
  await wait(options.step);
  if (mine !== journeys) return;
  journey.show(id);
  emit('yt-navigate-finish', detail);
  emit('yt-page-data-updated', detail);
  await wait(options.step);
  if (mine !== journeys) return;
  if (id) journey.load(id);
  emit('yt-player-updated', {});
}

/** Keeps the stand-in's own options in the address. */
function withOptions(path: string): string {
  const to = new URL(path, location.href);
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name !== 'v' && name !== 't' && !to.searchParams.has(name)) to.searchParams.set(name, value);
  }
  return to.pathname + to.search;
}

function detailOf(id: string | undefined): object {
  if (!id) return { pageType: 'browse', endpoint: { browseEndpoint: { browseId: 'FEwhat_to_watch' } } };
  const { title, author, live } = videoOf(id);
  return {
    pageType: 'watch',
    endpoint: { watchEndpoint: { videoId: id } },
    response: { playerResponse: { videoDetails: { videoId: id, title, author, isLiveContent: live } } },
  };
}

function emit(type: string, detail: object): void {
  document.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
}
