import { plex as definition } from '../../../shared/sites/plex.ts';
import { defineAdapter } from './define-adapter.ts';
import { titleAt } from './episode-metadata.ts';
import { lastFetched } from './resource-watch.ts';

/** The player reports its progress and asks for its stream by the item's number [A: ASB, PMD 2026-08]. */
const playing = lastFetched(
  /\/(?::\/timeline|video\/:\/transcode\/)[^#]*(?:[?&]ratingKey=|%2Flibrary%2Fmetadata%2F|\/library\/metadata\/)(\d{1,12})/i,
);

/** Facts from public projects, 2026; not checked against the live site. Marks as in `netflix.ts`. */
export const plex = defineAdapter({
  site: definition,
  media: { prefer: '#plex', reject: null }, // [A: ASB]
  // The address shows where one came from, not what plays: server from there, item from what the player fetches.
  identity(location) {
    const fromUrl = definition.mediaKeyFromUrl(location);
    const item = playing();
    const server = fromUrl?.split('/')[0];
    if (!server || item === null) return undefined;
    return { mediaKey: `${server}/${item}`, settled: true };
  },
  // The clock of transcoded streams is unknown [?].
  metadata: () =>
    titleAt(
      '[class^="PlayerControlsMetadata"] [data-testid="metadataTitleLink"]',
      '[class^="PlayerControlsMetadata"] [data-testid="metadataTitleLink"] + *',
    ), // [A: PMD 2026-08]
});
