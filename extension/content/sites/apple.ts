import { appleKey, apple as definition } from '../../../shared/sites/apple.ts';
import { defineAdapter } from './define-adapter.ts';
import { titleAt } from './episode-metadata.ts';

/** Facts from public projects, 2025-2026; not checked against the live site. Marks as in `netflix.ts`. */
export const apple = defineAdapter({
  site: definition,
  media: {
    prefer: 'dialog[data-testid="playback-view"], apple-tv-plus-player', // [A] the second: before 2026, in shadow roots
    reject: null,
  },
  // The address may stay where it was when the player opens or goes on [A]; the page's own tag names the title [B].
  identity(location) {
    const fromUrl = definition.mediaKeyFromUrl(location);
    const named = document.querySelector<HTMLMetaElement>('meta[name="apple:content_id"]')?.content;
    const fromPage = named ? appleKey(named, fromUrl?.split('/')[0] ?? '') : null;
    if (fromPage === null) return undefined;
    const same = fromUrl === null || fromUrl.split('/')[1] === fromPage.split('/')[1];
    return { mediaKey: same ? (fromUrl ?? fromPage) : fromPage, settled: same };
  },
  metadata: () => titleAt('[data-testid="player-metadata-title"]', '[data-testid="player-metadata-subtitle"]'), // [B]
  overlayParent: 'dialog[data-testid="playback-view"][open]', // [A] it may lie in the top layer
});
