import type { Router } from 'express';
import { catalogue } from '../pages/prime/catalogue.ts';

/** The service's answers, cut to the members that public projects read. */
export function primeRoutes(router: Router): void {
  router.get('/cdp/catalog/GetVodPlaybackResources', (req, res) => void res.json({ titleId: req.query.titleId }));
  router.get('/lr/playerChromeResources/v1', (req, res) => {
    const { title, episode } = catalogue.titleOf(String(req.query.entityId ?? ''));
    res.json({
      resources: {
        catalogMetadataV2: {
          catalog: episode
            ? {
                entityType: 'TV Show',
                seriesTitle: episode.series,
                seasonNumber: episode.season,
                episodeNumber: episode.number,
                title,
              }
            : { entityType: 'Movie', title },
        },
      },
    });
  });
}
