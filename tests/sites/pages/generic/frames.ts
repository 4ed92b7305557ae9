import { el, wait } from '../shared/dom.ts';
import { readOptions } from '../shared/options.ts';

/** frames.example: a page whose film sits in a frame of another origin, player.example, made by script. */
const options = readOptions({
  /** Milliseconds after load at which the frame is inserted. */
  delay: 200,
  /** A frame within the frame. */
  nested: false,
  /** A click on the page lets the frame play too. */
  delegates: true,
});

void wait(options.delay).then(() => {
  const source = new URL('https://player.example/');
  source.search = location.search;
  document.body.append(
    el('h1', { text: document.title, style: { font: '20px sans-serif' } }),
    el('iframe', {
      id: 'film-frame',
      attrs: {
        src: source.href,
        allow: `${options.delegates ? 'autoplay; ' : ''}fullscreen; encrypted-media`,
        allowfullscreen: '',
      },
      style: { width: '720px', height: '480px', border: '0' },
    }),
  );
});
