import type { Content } from '../../shared/party/content.ts';
import type { Observation } from './controller/types.ts';
import { matchMedia } from './media-match.ts';
import type { PartyClock } from './party-clock.ts';
import { addReading, FRESH_SOURCE, restart, steadyMedia } from './position-source.ts';
import type { Player, SiteAdapter } from './sites/adapter.ts';

/** Reads one player. The only place that turns a page into an `Observation`. */
export interface Observer {
  observe(): Observation;
  /** Content seconds now; `sure` false while the site's clock settles after a jump. */
  position(): { content: number; sure: boolean };
}

export interface ObserverSetup {
  adapter: SiteAdapter;
  player: Player;
  clock: PartyClock;
  /** Which title the page is settled on (`navigation.ts`), and what the party watches. */
  mediaKey: () => string | null;
  /** Site of that title; in a frame it is the tab's, not the frame's. */
  siteId: () => string;
  partyContent: () => Content | null;
  autoplayBlocked: () => boolean;
  signal: AbortSignal;
}

/** Whatever interrupts a steady run. `timeupdate` is none of them. */
const BREAKS = [
  'play',
  'playing',
  'pause',
  'seeking',
  'seeked',
  'waiting',
  'stalled',
  'ratechange',
  'emptied',
] as const;
/** Ends of buffered ranges lie a frame before the film's end. */
const END_SLACK_S = 0.25;

/** Observe one player until `signal` aborts. */
export function createObserver(setup: ObserverSetup): Observer {
  const { adapter, player, signal } = setup;
  const { video } = player;
  const now = () => performance.now();
  let source = FRESH_SOURCE;
  let jumpedAt = -Infinity;
  /** A source that is no new media is a jump of the old one (Disney+). */
  const jumps = new Set<string>(['seeking', 'seeked', ...(adapter.media.newSourceIsNewMedia ? [] : ['emptied'])]);

  for (const type of BREAKS)
    video.addEventListener(
      type,
      () => {
        source = restart(source);
        if (jumps.has(type)) jumpedAt = now();
      },
      { signal },
    );
  watchFrames(video, signal, (at, media) => {
    if (running(video)) {
      const rate = video.playbackRate;
      source = addReading(source, 'frames', { at, media, rate });
      // Read at the ticks alone, a clock whose steps go evenly into the tick would seem steady.
      source = addReading(source, 'element', { at: now(), media: video.currentTime, rate });
    }
    return source.chosen !== 'element';
  });

  /** S15: element seconds at `at`. */
  const media = (at: number): number => {
    if (!running(video)) return video.currentTime;
    source = addReading(source, 'element', { at, media: video.currentTime, rate: video.playbackRate });
    return steadyMedia(source, at) ?? video.currentTime;
  };
  const settling = () => now() - jumpedAt < adapter.pace.clockSettleMs;

  const readSiteClock = () => {
    // After a jump the site's clocks tell of before: forget the offset, and take the first one after they have settled.
    if (settling()) player.clock = { ...player.clock, offset: null, candidate: null };
    else adapter.readClock(player);
  };
  const contentAt = (element: number) => {
    readSiteClock();
    const content = adapter.contentAt(player, element);
    return { content: Math.max(0, content ?? player.clock.lastContent), sure: content !== null && !settling() };
  };

  return {
    position: () => contentAt(video.currentTime),
    observe() {
      const at = now();
      const { content, sure } = contentAt(media(at));
      const phase = adapter.phase(player);
      const duration = adapter.duration(player);
      const key = setup.mediaKey();
      const own = key === null ? null : { siteId: setup.siteId(), mediaKey: key, duration };
      const clock = setup.clock.read(at);
      return {
        now: at,
        partyNow: clock.partyNow,
        clockBoundMs: clock.boundMs,
        clockSettled: clock.settled,
        media: matchMedia(own, setup.partyContent()),
        position: content,
        duration,
        paused: video.paused,
        // A clock that has not caught up with a jump is part of the jump for whoever corrects by it.
        seeking: video.seeking || (!sure && phase !== 'ad'),
        ended: video.ended,
        readyState: video.readyState,
        bufferedAhead: bufferedAhead(video),
        rate: video.playbackRate,
        phase,
        capabilities: adapter.capabilities(player),
        autoplayBlocked: setup.autoplayBlocked(),
      };
    },
  };
}

const HAVE_FUTURE_DATA = 3;
const running = (video: HTMLVideoElement): boolean =>
  !video.paused && !video.seeking && !video.ended && video.readyState >= HAVE_FUTURE_DATA;

/** Seconds of media after the position that are in; Infinity up to the end. */
export function bufferedAhead(video: HTMLVideoElement): number {
  const { buffered, currentTime, duration } = video;
  for (let i = 0; i < buffered.length; i++) {
    if (buffered.start(i) > currentTime + END_SLACK_S || currentTime > buffered.end(i)) continue;
    const end = buffered.end(i);
    return Number.isFinite(duration) && end >= duration - END_SLACK_S ? Number.POSITIVE_INFINITY : end - currentTime;
  }
  return 0;
}

/**
 * Each asked-for frame costs the page a whole round of rendering (5 % of a core at 24 fps, measured in Chromium 156): asked
 * for only as long as `onFrame` wants more.
 */
function watchFrames(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onFrame: (at: number, media: number) => boolean,
): void {
  if (typeof video.requestVideoFrameCallback !== 'function') return;
  let handle = 0;
  const frame: VideoFrameRequestCallback = (_now, { mediaTime, expectedDisplayTime }) => {
    if (onFrame(expectedDisplayTime, mediaTime)) handle = video.requestVideoFrameCallback(frame);
  };
  handle = video.requestVideoFrameCallback(frame);
  signal.addEventListener('abort', () => video.cancelVideoFrameCallback(handle));
}
