import { numberOrNull, type PageDriver, textOrNull } from '../driver.ts';
import { findInFibers } from './react-fiber.ts';

/** The parts of the site's SDK that are used; content ms [B: SOUL, GS, ASB, SE]. */
interface PrimeSdk {
  play(): void;
  pause(): void;
  seek(ms: number): void;
  isPlayerOpen?: boolean;
  isPlayerDestroyed?: boolean;
  currentTitleId?: unknown;
  playbackState?: unknown;
  currentTime?: { currentPosition?: unknown; currentTimelineItemIndex?: unknown };
  timeline?: {
    items?: { contentId?: unknown; endTime?: unknown }[];
    timelineInfo?: { lastPlayablePositionMs?: unknown };
  };
}

const isSdk = (value: unknown): value is PrimeSdk => {
  if (typeof value !== 'object' || value === null) return false;
  const { seek, play, pause } = value as Partial<PrimeSdk>;
  return [seek, play, pause].every((part) => typeof part === 'function') && 'isPlayerOpen' in value;
};

/** How deep below a component the SDK lies is not told: two levels are looked at, the way seen most (context) too. */
function sdkIn(component: object): PrimeSdk | null {
  if (component instanceof Node) return null;
  for (const value of Object.values(component)) {
    if (isSdk(value)) return value;
    if (typeof value !== 'object' || value === null || value instanceof Node) continue;
    for (const inner of Object.values(value)) if (isSdk(inner)) return inner;
  }
  return null;
}

const FILM = '[id^="dv-web-player"] video';
let held: PrimeSdk | null = null;
const isOpen = (sdk: PrimeSdk): boolean => sdk.isPlayerOpen !== false && sdk.isPlayerDestroyed !== true;

/** The walk is long and the player stays: looked for again only when it has closed. */
function player(): PrimeSdk | null {
  if (held && isOpen(held)) return held;
  held = null;
  for (const video of document.querySelectorAll(FILM)) {
    const found = findInFibers(video, sdkIn) ?? findInFibers(video.parentElement, sdkIn);
    if (found && isOpen(found)) held = found;
  }
  return held;
}

function onPlayer(act: (sdk: PrimeSdk) => void): boolean {
  const found = player();
  if (!found) return false;
  act(found);
  return true;
}

/** Main items of the timeline end so, whatever is stitched between them does not [B: SOUL]. */
const MAIN = /_main$/;

function durationOf({ timeline }: PrimeSdk): number | null {
  const ends = (timeline?.items ?? []).filter((item) => MAIN.test(String(item.contentId)));
  return numberOrNull(timeline?.timelineInfo?.lastPlayablePositionMs) ?? numberOrNull(ends.at(-1)?.endTime);
}

function inAd({ timeline, currentTime }: PrimeSdk): boolean | null {
  const item = timeline?.items?.[numberOrNull(currentTime?.currentTimelineItemIndex) ?? -1];
  return item === undefined ? null : !MAIN.test(String(item.contentId));
}

const titleId = (): string | null => textOrNull(player()?.currentTitleId);

export const primeDriver = (): PageDriver => ({
  probe: () => player() !== null,
  snapshot() {
    const sdk = player();
    if (!sdk) return null;
    return {
      contentMs: numberOrNull(sdk.currentTime?.currentPosition),
      mediaMs: null,
      durationMs: durationOf(sdk),
      paused: typeof sdk.playbackState === 'string' ? sdk.playbackState === 'Paused' : null,
      ad: inAd(sdk),
      contentId: titleId(),
      live: false,
    };
  },
  play: () => onPlayer((sdk) => sdk.play()),
  pause: () => onPlayer((sdk) => sdk.pause()),
  seek: (contentMs) => onPlayer((sdk) => sdk.seek(Math.round(contentMs))),
  rate: () => false, // The element takes any rate [B: SE]; the SDK has none that is known.
  identity: titleId,
  metadata: () => null, // In the document, read from the isolated world.
});
