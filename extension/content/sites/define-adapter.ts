import type { SiteDefinition } from '../../../shared/sites/site.ts';
import { FRESH_CLOCK, readClock, toContent } from '../content-clock.ts';
import type { Capabilities } from '../controller/types.ts';
import type {
  Identity,
  MediaTraits,
  Pace,
  Player,
  Prompt,
  SiteAdapter,
  SiteControl,
  SiteDifferences,
} from './adapter.ts';
import { elementControl } from './element-control.ts';
import { pageMetadata } from './page-metadata.ts';

const MEDIA: MediaTraits = {
  prefer: null,
  reject: null,
  allowBlankSource: false,
  newSourceIsNewMedia: true,
  infinityIsLive: true,
};
/** Seeks closer than a quarter second are never wanted by the controller; a person's scrubbing does not pass here. */
const PACE: Pace = { seekSpacingMs: 250, settleAfterSeekMs: 0, clockSettleMs: 0 };
const CAPABILITIES: Omit<Capabilities, 'cheapSeek'> = { seek: 'exact', rate: true, clock: 'exact' };

/** Twitch's live streams report 2^30 seconds and more [PMD]. */
const LIVE_DURATION_S = 2 ** 30;

/** Where services send who is not signed in or has no subscription [G]: one part of the address says so. */
const SIGN_IN = /\/(?:log-?in|sign-?in|sign-?up|register|subscribe|subscription|plans)(?:\/|$)/i;

/** Run a site's own code; whatever goes wrong in it is "unknown". */
function guarded<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch {
    return otherwise; // a site that changed must never break the page or the party
  }
}

/** Is one of these elements in the page and painted? */
export const isShown = (selector: string): boolean =>
  [...document.querySelectorAll(selector)].some((found) => found.checkVisibility?.() ?? true);

/** The first of its kind, if it is drawn: single-page sites keep the player of a page that was left, hidden. */
const element = (selector: string | undefined): HTMLElement | null => {
  const found = selector ? document.querySelector(selector) : null;
  return found instanceof HTMLElement && (found.checkVisibility?.() ?? true) ? found : null;
};

/** Make a whole adapter of a site's differences. Every member is guarded: it returns "unknown" and never throws. */
export function defineAdapter(site: SiteDifferences): SiteAdapter {
  const definition = site.site;
  const media = { ...MEDIA, ...site.media };

  const adapter: SiteAdapter = {
    id: definition.id,
    media,
    pace: { ...PACE, ...site.pace },
    navigationEvents: site.navigationEvents ?? [],

    capabilities(player) {
      const own = guarded(() => site.capabilities?.(player) ?? {}, {
        seek: 'none',
        clock: 'none',
        rate: false,
      } as const);
      // A site's own seek empties buffers, fetches and spaces its jumps: never for the sake of a millisecond.
      const merged = { ...CAPABILITIES, cheapSeek: site.control?.seek === undefined, ...own };
      return adapter.live(player) ? { ...merged, clock: 'none' } : merged;
    },

    identity: (location, bridge) =>
      guarded(() => site.identity?.(location, bridge) ?? defaultIdentity(definition, location, bridge), {
        mediaKey: null,
        settled: false,
      }),

    readClock(player) {
      player.clock = guarded(() => readClock(player.clock, clockReading(site, adapter, player)), FRESH_CLOCK);
    },

    contentAt: (player, at) =>
      adapter.phase(player) === 'ad' ? player.clock.lastContent : toContent(player.clock, at),

    duration: (player) =>
      guarded(() => {
        const own = site.duration?.(player);
        if (own !== undefined) return own;
        if (adapter.live(player)) return null;
        const told = player.bridge?.snapshot();
        if (told?.durationMs) return told.durationMs / 1000;
        // Until the site's player answers, the element's length may be a piece's (Netflix told 40 s of a 120 s film), and a
        // wrong length makes everybody's film "another cut" (S25).
        if (player.bridge && !told) return null;
        // Ads that lie in the element's timeline lie in its length: it differs between members who watch the same.
        if (adapter.capabilities(player).clock !== 'exact') return null;
        const { duration } = player.video;
        return adapter.phase(player) !== 'ad' && Number.isFinite(duration) && duration > 0 ? duration : null;
      }, null),

    live: ({ video: { duration }, bridge }) =>
      bridge?.snapshot()?.live === true || (duration === Infinity ? media.infinityIsLive : duration >= LIVE_DURATION_S),

    phase: (player) =>
      guarded(() => {
        const own = site.phase?.(player);
        if (own) return own;
        if (player.bridge?.snapshot()?.ad === true) return 'ad';
        return site.adSelector && isShown(site.adSelector) ? 'ad' : 'content';
      }, 'unknown'),

    control: guardedControl({ ...elementControl, ...site.control }),

    prompts: () =>
      new Set(
        (Object.entries(site.prompts ?? {}) as [Prompt, string][])
          .filter(([, selector]) => guarded(() => isShown(selector), false))
          .map(([name]) => name),
      ),

    trouble: (location) => {
      if (adapter.prompts().has('error')) return 'unavailable';
      return definition.id !== 'generic' && SIGN_IN.test(location.pathname) ? 'no-subscription' : null;
    },

    metadata: (bridge) =>
      guarded(() => ({ ...pageMetadata(site), ...bridge?.metadata(), ...site.metadata?.(bridge) }), {}),

    overlayParent: () => guarded(() => element(site.overlayParent), null),
    shrinkTarget: () => guarded(() => element(site.shrinkTarget), null),
  };
  return adapter;
}

function defaultIdentity(definition: SiteDefinition, location: URL, bridge: Player['bridge']): Identity {
  const fromUrl = definition.mediaKeyFromUrl(location);
  const fromPlayer = bridge?.snapshot()?.contentId ?? null;
  // A page may say anything: only what the site's own template accepts is a key.
  if (fromPlayer === null || definition.watchUrl(fromPlayer) === null) return { mediaKey: fromUrl, settled: true };
  return { mediaKey: fromUrl ?? fromPlayer, settled: fromUrl === null || fromUrl === fromPlayer };
}

function clockReading(site: SiteDifferences, adapter: SiteAdapter, player: Player) {
  const clock = site.siteClock ? site.siteClock(player) : (player.bridge?.snapshot() ?? null);
  const seconds = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : ms / 1000);
  return {
    at: performance.now(),
    media: player.video.currentTime,
    siteContent: seconds(clock?.contentMs),
    siteMedia: seconds(clock?.mediaMs),
    ad: adapter.phase(player) === 'ad',
  };
}

function guardedControl(control: SiteControl): SiteControl {
  return {
    play: (player) => guarded(() => control.play(player), Promise.resolve('failed')).catch(() => 'failed'),
    pause: (player) => guarded(() => control.pause(player), 'failed'),
    seek: (player, content) => guarded(() => control.seek(player, content), 'failed'),
    rate: (player, rate, preservesPitch) => guarded(() => control.rate(player, rate, preservesPitch), 'failed'),
  };
}
