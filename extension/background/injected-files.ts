import type { SiteId } from '../../shared/sites/site.ts';
import type { LaterPart } from '../messaging/later-parts.ts';

/** Names of the scripts that run in pages: the background asks for them, the build makes them (scripts/page-scripts). */

/** Finds the film and runs it for the party. In every frame, after the site's script. */
export const ENGINE_FILE = 'injected/engine.js';
/** Members, chat and status. In the main frame, before the engine. */
export const OVERLAY_FILE = 'injected/overlay.js';
/** Parts of the overlay that are brought when there is something to show, or when somebody opens them. */
export const laterFile = (part: LaterPart): string => `injected/overlay-${part}.js`;
/** The last words when the party is over for somebody. In the main frame. */
export const FAREWELL_FILE = 'injected/farewell.js';
/** Definition and adapter of one site. */
export const siteFile = (id: SiteId): string => `injected/site-${id}.js`;
/** In the page's own world: the way to the player of a site that hides it. */
export const playerFile = (id: SiteId): string => `injected/player-${id}.js`;
