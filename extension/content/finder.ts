import { describeVideo } from './finder/describe.ts';
import { type Roots, watchRoots } from './finder/roots.ts';
import { pickFilm, scoreVideo } from './finder/score.ts';
import { SOURCE_QUIET_MS } from './intent.ts';
import type { MediaTraits } from './sites/adapter.ts';

/** The film's element, and how often element or source have changed. */
export interface FoundMedia {
  video: HTMLVideoElement;
  generation: number;
  /** Page time from which the source counts as there, ms: what a site does right after is its own doing. */
  since: number;
}

export interface FinderEvents {
  /** Another element, another source, or none. */
  onMedia(media: FoundMedia | null): void;
  /** How good the best video of this frame is, 0: none. Told when it changes by a tenth, and at least at changes from and to 0. */
  onScore(score: number): void;
  /** A frame came in or went to another document. */
  onFrames(): void;
}

/** Media events do not bubble, but pass the capture phase of their own root. */
const SCORE_EVENTS = [
  'loadstart',
  'loadedmetadata',
  'emptied',
  'playing',
  'ended',
  'resize',
  'durationchange',
] as const;
/** One look for a burst of events. */
const SCORE_AFTER_MS = 50;
/** Layout and visibility change without events; shadow roots may come without a mutation. */
const LOOK_EVERY_MS = 1_000;
const RESCAN_EACH = 5;

/** A source that is in already when we come (the party starts on a page that is open) is none that has just begun. */
const sinceOf = ({ readyState }: HTMLVideoElement): number =>
  performance.now() - (readyState > 0 ? SOURCE_QUIET_MS : 0);

/** Find the film and stay with it until `signal` aborts. */
export function findFilm(traits: MediaTraits, events: FinderEvents, signal: AbortSignal): void {
  let current: FoundMedia | null = null;
  let generation = 0;
  let told = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const clocks = new WeakMap<HTMLVideoElement, number>();

  const look = () => {
    timer = undefined;
    const videos = roots.videos();
    const scores = videos.map((video) => {
      const advancing = !video.paused && (clocks.get(video) ?? video.currentTime) !== video.currentTime;
      clocks.set(video, video.currentTime);
      return scoreVideo(describeVideo(video, traits, advancing));
    });
    const index = pickFilm(scores, current ? videos.indexOf(current.video) : -1);
    take(videos[index] ?? null);
    tellScore(scores[index] ?? 0);
  };
  const lookSoon = () => {
    if (!signal.aborted) timer ??= setTimeout(look, SCORE_AFTER_MS);
  };

  const take = (video: HTMLVideoElement | null) => {
    if (video === (current?.video ?? null)) return;
    current = video && { video, generation: ++generation, since: sinceOf(video) };
    events.onMedia(current);
  };

  const tellScore = (score: number) => {
    const same = told > 0 && score > 0 && Math.abs(score - told) < told / 10;
    if (same || score === told) return;
    told = score;
    events.onScore(score);
  };

  /** A new source on the film's element: what was known of the old one is void. */
  const onSource = (event: Event) => {
    if (!current || event.target !== current.video || !traits.newSourceIsNewMedia) return;
    current = { ...current, generation: ++generation, since: performance.now() };
    events.onMedia(current);
  };

  const roots: Roots = watchRoots(
    {
      onChange: lookSoon,
      onFrame: () => events.onFrames(),
      onRoot(root) {
        const options = { capture: true, signal };
        for (const type of SCORE_EVENTS) root.addEventListener(type, lookSoon, options);
        root.addEventListener('loadstart', onSource, options);
        root.addEventListener(
          'load',
          (event) => {
            if (event.target instanceof HTMLIFrameElement) events.onFrames();
          },
          options,
        );
      },
    },
    signal,
  );
  let looks = 0;
  const poll = setInterval(() => {
    // A walk over all elements: a page with a film has its roots, but what was found may be a preview before the film.
    if (!current || ++looks % RESCAN_EACH === 0) roots.rescan();
    look();
  }, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => {
    clearInterval(poll);
    clearTimeout(timer);
  });
  look();
}
