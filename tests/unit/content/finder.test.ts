// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FoundMedia, findFilm } from '../../../extension/content/finder.ts';
import type { MediaTraits } from '../../../extension/content/sites/adapter.ts';

const TRAITS: MediaTraits = {
  prefer: null,
  reject: null,
  allowBlankSource: false,
  newSourceIsNewMedia: true,
  infinityIsLive: true,
};

/** A video of this width, 16:9, with a film of this length in it. */
function video(width: number, over: Record<string, unknown> = {}): HTMLVideoElement {
  const made = document.createElement('video');
  const looks = { paused: false, readyState: 4, duration: 5_400, currentSrc: 'blob:film', currentTime: 10, ...over };
  for (const [name, value] of Object.entries(looks)) Object.defineProperty(made, name, { value, writable: true });
  const height = (width * 9) / 16;
  made.getBoundingClientRect = () => ({ width, height, left: 0, top: 0, right: width, bottom: height }) as DOMRect;
  made.checkVisibility = () => true;
  return made;
}

let life: AbortController;
function find(traits: Partial<MediaTraits> = {}) {
  const seen = { media: [] as (FoundMedia | null)[], scores: [] as number[] };
  findFilm(
    { ...TRAITS, ...traits },
    {
      onMedia: (media) => seen.media.push(media),
      onScore: (score) => seen.scores.push(score),
      onFrames: () => undefined,
    },
    life.signal,
  );
  return { seen, film: () => seen.media.at(-1)?.video ?? null };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const box = (className: string, ...children: Node[]): HTMLElement => {
  const made = document.createElement('div');
  made.className = className;
  made.append(...children);
  return made;
};

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe('the film among what else a page has', () => {
  it('previews, billboards and ads by the site’s own word, whatever their size', () => {
    const film = video(400);
    document.body.append(box('billboard', video(1000)), box('ad', video(1000)), box('player', film));
    expect(find({ prefer: '.player', reject: '.billboard, .ad' }).film()).toBe(film);
  });

  it('on a page that nobody knows, neither the larger muted loop nor the thumbnail', () => {
    const film = video(640);
    document.body.append(video(1000, { loop: true, muted: true }), film, video(160));
    expect(find().film()).toBe(film);
  });

  it('of several of one size the one that runs, and it stays when another starts, too', async () => {
    const [first, film] = [video(640, { paused: true }), video(640, { paused: true })];
    document.body.append(first, film);
    const { seen, film: found } = find();
    expect(found()).toBe(first);
    for (let second = 0; second < 3; second++) {
      Object.assign(film, { paused: false, currentTime: film.currentTime + 1 });
      await pass(1_000);
    }
    expect(found()).toBe(film);
    const taken = seen.media.length;
    for (let second = 0; second < 3; second++) {
      for (const one of [first, film]) Object.assign(one, { paused: false, currentTime: one.currentTime + 1 });
      await pass(1_000);
    }
    expect(seen.media.length).toBe(taken);
  });

  it('none at all: says so, with a score of 0', () => {
    const { seen, film } = find();
    expect(film()).toBeNull();
    expect(seen.scores).toEqual([0]);
  });
});

describe('where and when films come', () => {
  it('two open shadow roots deep, also in a root that is attached later without a trace', async () => {
    const film = video(640);
    const outer = box('outer');
    document.body.append(outer);
    const { film: found } = find();
    expect(found()).toBeNull();
    const inner = box('inner');
    outer.attachShadow({ mode: 'open' }).append(inner);
    inner.attachShadow({ mode: 'open' }).append(film);
    await pass(1_100);
    expect(found()).toBe(film);
  });

  it('in a root that comes without a trace beside a preview', async () => {
    const preview = video(220, { duration: 20 });
    const host = box('host');
    document.body.append(preview, host);
    const { film: found } = find();
    expect(found()).toBe(preview);
    const film = video(640);
    host.attachShadow({ mode: 'open' }).append(film);
    await pass(6_000);
    expect(found()).toBe(film);
  });

  it('late, and gone again', async () => {
    const { seen, film: found } = find();
    const film = video(640);
    document.body.append(film);
    await pass(100);
    expect(found()).toBe(film);
    expect(seen.scores.at(-1)).toBeGreaterThan(0);
    film.remove();
    await pass(100);
    expect(found()).toBeNull();
    expect(seen.scores.at(-1)).toBe(0);
  });

  it('another element in the place of the old is another generation', async () => {
    const old = video(640);
    document.body.append(old);
    const { seen, film: found } = find();
    const film = video(640);
    old.replaceWith(film);
    await pass(100);
    expect(found()).toBe(film);
    expect(seen.media.at(-1)?.generation).toBeGreaterThan(seen.media[0]?.generation ?? 0);
  });

  it('another source on the same element is one too, but not where each seek makes a new one', () => {
    const film = video(640);
    document.body.append(film);
    const { seen } = find();
    film.dispatchEvent(new Event('loadstart'));
    expect(seen.media.map((media) => media?.generation)).toEqual([1, 2]);
    life.abort();
    life = new AbortController();
    const { seen: onDisney } = find({ newSourceIsNewMedia: false });
    film.dispatchEvent(new Event('loadstart'));
    expect(onDisney.media.length).toBe(1);
  });

  it('another source on a video that is not the film changes nothing', () => {
    const preview = video(220);
    document.body.append(video(640), preview);
    const { seen } = find();
    preview.dispatchEvent(new Event('loadstart'));
    expect(seen.media.length).toBe(1);
  });

  it('ends with its signal', async () => {
    const { seen } = find();
    life.abort();
    document.body.append(video(640));
    await pass(2_000);
    expect(seen.media).toEqual([]);
  });
});
