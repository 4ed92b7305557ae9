import { clipUrl } from '../shared/clips.ts';
import { el } from '../shared/dom.ts';
import { FIRST_EPISODE, titleOf } from './catalogue.ts';
import { type PreviewSession, sessions } from './page-api.ts';

/** Browse and detail pages: a trailer plays by itself, with a player session of its own. Returns what undoes it. */
export function showBrowse(root: HTMLElement, go: (path: string) => void): () => void {
  const billboard = preview('billboard-1', '90000001', { width: '100%', height: '60vh' });
  const hover = preview('preview-2', '90000002', { width: '320px', height: '180px' });
  const ids = [FIRST_EPISODE, FIRST_EPISODE + 1, 70000001].map(String);
  const tiles = ids.map((id) => {
    const title = titleOf(id);
    const text = title.kind === 'film' ? title.title : `${title.series}: ${title.episodeTitle}`;
    const link = el('a', { class: 'slider-refocus', attrs: { href: `/watch/${id}` }, text });
    link.addEventListener('click', (event) => {
      event.preventDefault();
      go(`/watch/${id}`);
    });
    return el('li', {}, link);
  });
  root.append(
    el('div', { class: 'billboard-row' }, billboard.video),
    el('ul', {}, ...tiles),
    el('div', { class: 'mini-modal' }, hover.video),
  );
  sessions.previews = [billboard, hover];
  return () => {
    // One session outlives the page, as the site keeps some around.
    sessions.previews = [hover];
    hover.video.pause();
    root.replaceChildren();
  };
}

function preview(id: string, movieId: string, style: Partial<CSSStyleDeclaration>): PreviewSession {
  const video = el('video', { class: 'preview-video', style: { ...style, objectFit: 'cover', display: 'block' } });
  video.muted = true;
  video.autoplay = true;
  video.src = clipUrl('other');
  return { id, movieId, video };
}
