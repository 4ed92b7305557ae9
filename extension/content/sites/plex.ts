import { plex as definition } from '../../../shared/sites/plex.ts';
import { defineAdapter } from './define-adapter.ts';
import { titleAt } from './episode-metadata.ts';
import { lastFetched } from './resource-watch.ts';

/** The player reports its progress and asks for its stream by the item's number [A: ASB, PMD 2026-08]. */
const playing = lastFetched(
  /\/(?::\/timeline|video\/:\/transcode\/)[^#]*(?:[?&]ratingKey=|%2Flibrary%2Fmetadata%2F|\/library\/metadata\/)(\d{1,12})/i,
);
/** Who plays makes a queue of it first, by the server's own name: also from the start page, whose address names none [G]. */
const queued = lastFetched(/\/playQueues\?(?:[^#]*&)?uri=server(?::|%3A)(?:\/|%2F){2}([A-Za-z0-9-]{1,64})(?:\/|%2F)/i);
const PLAYER = '#plex video'; // [A: ASB]

/** Facts from public projects, 2026; not checked against the live site. Marks as in `netflix.ts`. */
export const plex = defineAdapter({
  site: definition,
  media: { prefer: '#plex', reject: null }, // [A: ASB]
  // The address shows where one came from, not what plays: server from there if it names one, item from what is fetched.
  identity(location) {
    const fromUrl = definition.mediaKeyFromUrl(location);
    const item = playing();
    const server = fromUrl?.split('/')[0] ?? (document.querySelector(PLAYER) ? queued() : null);
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
