import { el, wait } from '../shared/dom.ts';
import { FILM_PAGES } from './film-pages.ts';
import { ODD_PAGES } from './odd-pages.ts';

/** films.example: one path a page; the root lists them. */
const pages = { ...FILM_PAGES, ...ODD_PAGES };
const name = location.pathname.split('/')[1] ?? '';
const page = pages[name];

if (page) {
  document.title = page.title;
  // Players appear some time after the document, as on real sites.
  const build = page.make();
  void wait(build.film.options.delay).then(() => build.insert());
} else {
  const rows = Object.entries(pages).map(([path, { title }]) =>
    el('li', {}, el('a', { attrs: { href: `/${path}` }, text: path }), ` ${title}`),
  );
  document.body.append(
    el('ul', {}, ...rows),
    el('a', { attrs: { href: 'https://frames.example/' }, text: 'frames.example' }),
  );
}
