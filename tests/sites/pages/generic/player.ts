import { el } from '../shared/dom.ts';
import { FilmPage } from './film-page.ts';

/** player.example: the framed player. With `?nested=1` it frames itself once more. */
const query = new URLSearchParams(location.search);

if (query.get('nested') === '1') {
  query.delete('nested');
  document.body.append(
    el('iframe', {
      attrs: { src: `/?${query}`, allow: 'autoplay; fullscreen', allowfullscreen: '' },
      style: { width: '700px', height: '440px', border: '0' },
    }),
  );
} else {
  const film = new FilmPage({});
  const video = film.makeVideo();
  film.box.append(video);
  film.adopt(video);
}
