import type { Router } from 'express';
import { titleOf } from '../pages/netflix/catalogue.ts';

/** The member API's metadata answer, cut to the members that public projects read. */
export function netflixRoutes(router: Router): void {
  router.get('/nq/website/memberapi/release/metadata', (req, res) => {
    const id = String(req.query.movieid ?? '');
    if (!/^\d+$/.test(id)) return void res.status(400).end();
    const entry = titleOf(id);
    const video =
      entry.kind === 'film'
        ? { id: Number(id), type: 'movie', title: entry.title }
        : {
            type: 'show',
            title: entry.series,
            currentEpisode: Number(id),
            seasons: [
              { seq: entry.season, episodes: [{ id: Number(id), seq: entry.episode, title: entry.episodeTitle }] },
            ],
          };
    res.json({ version: '1', video });
  });
}
