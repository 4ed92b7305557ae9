import type { FilmSite } from './cli.ts';

/** Where the film is, and what the user must permit. All clips have 30 pictures a second and last 120 s. */
export interface FilmPlace {
  url: string;
  origins: readonly string[];
}

export const FILM_FPS = 30;

export const FILMS: Record<FilmSite, FilmPlace> = {
  generic: { url: 'https://films.example/bare', origins: ['https://films.example/*'] },
  /** Fed by script, as streaming sites do it: seeks cost more, and the page can stall. */
  mse: { url: 'https://films.example/bare?source=mse', origins: ['https://films.example/*'] },
  netflix: { url: 'https://www.netflix.com/watch/80000001', origins: ['https://www.netflix.com/*'] },
  youtube: {
    url: 'https://www.youtube.com/watch?v=standin0001',
    origins: ['https://www.youtube.com/*', 'https://m.youtube.com/*', 'https://music.youtube.com/*'],
  },
};
