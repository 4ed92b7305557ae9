import type { Content } from '../../../shared/party/content.ts';
import type { SiteDefinition, SiteId } from '../../../shared/sites/site.ts';
import type { Trouble } from '../../messaging/party-view.ts';
import type { ClockState } from '../content-clock.ts';
import type { Capabilities, Outcome } from '../controller/types.ts';
import type { PageBridge } from '../page-bridge.ts';

/** The elected video with all that an adapter needs to read and move it. */
export interface Player {
  readonly video: HTMLVideoElement;
  /** Way into the page's world; null for sites without one. */
  readonly bridge: PageBridge | null;
  /** Grows with each element and each source: measurements of an older generation are void. */
  readonly generation: number;
  /** Held by the adapter's clock (see `content-clock.ts`). */
  clock: ClockState;
}

export type Phase = 'content' | 'ad' | 'unknown';
export type Prompt = 'still-watching' | 'autoplay-blocked' | 'error';

/** Which title the page is on. `settled`: all that the page says agrees; during a change the URL runs ahead of the media. */
export interface Identity {
  mediaKey: string | null;
  settled: boolean;
}

export interface MediaTraits {
  /** The film lies in here; videos inside are preferred, others still count. */
  prefer: string | null;
  /** Never the film: previews, trailers, ad slots. Matches the video or an ancestor. */
  reject: string | null;
  /** A video without a source may be the film (Twitch). */
  allowBlankSource: boolean;
  /** A new source on the same element means new media. Off where each seek makes a new one (Disney+). */
  newSourceIsNewMedia: boolean;
  /** `duration === Infinity` means live. Off where films report it too (Disney+, Hulu). */
  infinityIsLive: boolean;
}

/** Time limits of a site's player, ms. */
export interface Pace {
  /** Least distance of two seeks. */
  seekSpacingMs: number;
  /** play() and pause() sooner after a seek are lost (Prime 900, Disney+ 300). */
  settleAfterSeekMs: number;
  /** The content clock is not to be trusted for so long after a jump. */
  clockSettleMs: number;
}

export interface Metadata extends Partial<Pick<Content, 'title' | 'series' | 'season' | 'episode'>> {}

/**
 * One site. Pure of interface and network. Times above this line are content seconds, never element time (decision 6).
 * Nothing in here throws: what fails is "unknown" (`define-adapter.ts` guards each member).
 */
export interface SiteAdapter {
  readonly id: SiteId;
  readonly media: MediaTraits;
  readonly pace: Pace;
  /** Events of the site's own on document or window that mean "the page may show another title now". */
  readonly navigationEvents: readonly string[];
  /** Read by controller and interface in place of the site's name (S21). */
  capabilities(player: Player): Capabilities;
  identity(location: URL, bridge: PageBridge | null): Identity;
  /** Look at the site's clock and remember what it says; call once before a batch of `contentAt`. */
  readClock(player: Player): void;
  /** Content seconds when the element's clock shows `media` seconds; null: not known now. */
  contentAt(player: Player, media: number): number | null;
  /** Content seconds; null for live, unknown, or while an ad hides it. */
  duration(player: Player): number | null;
  live(player: Player): boolean;
  phase(player: Player): Phase;
  /** Called by the player writer alone (S19). Outcomes tell what was asked of the player, the writer checks the effect. */
  readonly control: SiteControl;
  prompts(): ReadonlySet<Prompt>;
  /** Why a page without a film has none, as far as it can be seen. */
  trouble(location: URL): Trouble | null;
  metadata(bridge: PageBridge | null): Metadata;
  /** Where the overlay's host belongs; null: the default. */
  overlayParent(): HTMLElement | null;
  shrinkTarget(): HTMLElement | null;
}

export interface SiteControl {
  play(player: Player): Promise<Outcome>;
  pause(player: Player): Outcome;
  /** @param content seconds of content time */
  seek(player: Player, content: number): Outcome;
  rate(player: Player, rate: number, preservesPitch: boolean): Outcome;
}

/** What a site does otherwise than `generic`. Selectors are data; functions may throw or find nothing. */
export interface SiteDifferences {
  site: SiteDefinition;
  media?: Partial<MediaTraits>;
  pace?: Partial<Pace>;
  capabilities?: (player: Player) => Partial<Capabilities>;
  navigationEvents?: readonly string[];
  /** Title of the page, where the URL alone does not say; undefined: take the URL. */
  identity?: (location: URL, bridge: PageBridge | null) => Identity | undefined;
  /** An ad is on while this is in the page and visible. */
  adSelector?: string;
  phase?: (player: Player) => Phase | undefined;
  /** Site's content clock, where it is neither the element nor the bridge's snapshot. */
  siteClock?: (player: Player) => { contentMs: number; mediaMs: number | null } | null;
  duration?: (player: Player) => number | null | undefined;
  control?: Partial<SiteControl>;
  prompts?: Partial<Record<Prompt, string>>;
  /** Selectors of texts, or a function of its own. */
  titles?: { title?: string; series?: string };
  metadata?: (bridge: PageBridge | null) => Metadata | undefined;
  overlayParent?: string;
  shrinkTarget?: string;
}
