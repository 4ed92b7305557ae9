import type { Content } from '../../shared/party/content.ts';
import { FRESH_CLOCK } from './content-clock.ts';
import type { Intent, Observation, Outcome, Write } from './controller/types.ts';
import type { FoundMedia } from './finder.ts';
import type { InputWatch } from './input-watch.ts';
import { createObserver } from './observe.ts';
import type { PageBridge } from './page-bridge.ts';
import type { PartyClock } from './party-clock.ts';
import { createPlayerWriter } from './player-writer.ts';
import type { Player, SiteAdapter } from './sites/adapter.ts';
import { bindVideo } from './video-binding.ts';
import { openBook, type TokenLedger } from './write-tokens.ts';

/** All that belongs to one element with one source. A new one is made when either changes. */
export interface PlayerSession {
  readonly player: Player;
  observe(): Observation;
  /** Content seconds now; `sure` false while the site's clock settles. */
  position(): { content: number; sure: boolean };
  /** When this player was taken on, page's monotonic clock, ms. */
  readonly since: number;
  apply(write: Write): Promise<{ outcome: Outcome; tookMs: number }>;
  /** A person's act is being gathered. */
  pending(): boolean;
  flush(): void;
  /** A person has touched the page: playing may be allowed now (S26). @returns whether that was what it waited for */
  pressed(): boolean;
  end(): void;
}

export interface SessionSetup {
  adapter: SiteAdapter;
  media: FoundMedia;
  bridge: PageBridge | null;
  clock: PartyClock;
  input: InputWatch;
  mediaKey: () => string | null;
  siteId: () => string;
  partyContent: () => Content | null;
  onIntent: (intent: Intent, reason: string) => void;
  /** Something happened to the player that the controller should see before the next tick. */
  onChange: () => void;
}

/** Media events after which 100 ms would be long. `timeupdate` keeps ticks alive where timers are held back. */
const TELLING = ['play', 'playing', 'pause', 'seeked', 'waiting', 'canplay', 'ended', 'ratechange', 'timeupdate'];

/** Take a player on. */
export function openPlayerSession(setup: SessionSetup): PlayerSession {
  const { adapter, media, bridge } = setup;
  const { video } = media;
  const life = new AbortController();
  const { signal } = life;
  const player: Player = { video, bridge, generation: media.generation, clock: FRESH_CLOCK };
  const ledger: TokenLedger = { book: openBook(video.paused, video.playbackRate) };
  let blocked = false;

  const observer = createObserver({
    adapter,
    player,
    clock: setup.clock,
    mediaKey: setup.mediaKey,
    siteId: setup.siteId,
    partyContent: setup.partyContent,
    autoplayBlocked: () => blocked || (video.paused && adapter.prompts().has('autoplay-blocked')),
    signal,
  });
  const writer = createPlayerWriter({
    adapter,
    player,
    ledger,
    mayWrite: () => observer.observe().media === 'right' && adapter.phase(player) !== 'ad',
    signal,
  });
  const binding = bindVideo({
    adapter,
    player,
    ledger,
    input: setup.input,
    since: media.since,
    position: observer.position,
    onIntent: setup.onIntent,
    signal,
  });
  for (const type of TELLING) video.addEventListener(type, setup.onChange, { signal });
  video.addEventListener(
    'playing',
    () => {
      blocked = false;
    },
    { signal },
  );

  return {
    player,
    observe: observer.observe,
    position: observer.position,
    since: performance.now(),
    async apply(write) {
      const result = await writer.apply(write);
      if (write.kind === 'play') blocked = result.outcome === 'blocked';
      return result;
    },
    pending: binding.pending,
    flush: binding.flush,
    pressed() {
      if (!blocked) return false;
      blocked = false;
      setup.onChange();
      return true;
    },
    end() {
      writer.release();
      life.abort();
    },
  };
}
