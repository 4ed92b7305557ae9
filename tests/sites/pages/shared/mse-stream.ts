import type { ClipName } from './clips.ts';
import { el, wait } from './dom.ts';
import { CLIP_MIME, fragmentedClip } from './fragments.ts';

/** What plays in each whole second of the element's clock. */
export interface StreamPlan {
  /** Second of a clip that plays at `mediaSecond`, or undefined where there is nothing (yet). */
  at(mediaSecond: number): { clip: ClipName; second: number } | undefined;
  /** Where the stream ends, in media seconds; Infinity for live. */
  end(): number;
  /** Which part of a live stream can be reached now, in media seconds. */
  seekable?(): [from: number, to: number];
}

const AHEAD_S = 20;
const PUMP_MS = 200;

/**
 * Feeds a video element through Media Source Extensions, a second at a time, as the plan says. Fetching follows the
 * element's clock wherever it goes, so that seeks within the plan work like on an ordinary player.
 */
export class MseStream {
  readonly #source = new MediaSource();
  readonly #video: HTMLVideoElement;
  readonly #stop = new AbortController();
  #buffer: SourceBuffer | undefined;
  #plan: StreamPlan;
  #initialised: ClipName | undefined;
  /** All work on the source buffer goes through here, one after the other. */
  #work: Promise<void>;
  #stalledUntil = 0;
  #pumping = false;

  /**
   * Takes the element over. `claimedDuration` is what the element first says, true or not; it grows with the buffer.
   * Nothing is appended before `feedAfter` ms. `viaChild` leaves the element's own `src` blank.
   */
  constructor(
    video: HTMLVideoElement,
    plan: StreamPlan,
    claimedDuration = plan.end(),
    startAt = 0,
    { feedAfter = 0, viaChild = false }: { feedAfter?: number; viaChild?: boolean } = {},
  ) {
    this.#video = video;
    this.#plan = plan;
    const url = URL.createObjectURL(this.#source);
    this.#work = new Promise<void>((resolve) => {
      this.#source.addEventListener('sourceopen', () => resolve(), { once: true });
    }).then(async () => {
      if (feedAfter > 0) await wait(feedAfter);
      URL.revokeObjectURL(url);
      if (this.#stop.signal.aborted) return;
      this.#buffer = this.#source.addSourceBuffer(CLIP_MIME);
      this.#source.duration = Math.max(claimedDuration, startAt + 1);
      this.#moveSeekable(); // Before the metadata: the element drops a start that it cannot reach.
    });
    if (viaChild) video.replaceChildren(el('source', { attrs: { src: url } }));
    else video.src = url;
    // Before there are any media this only names where to start; the element's clock says so from now on.
    if (startAt > 0) video.currentTime = startAt;
    const timer = setInterval(() => this.#pump(), PUMP_MS);
    this.#stop.signal.addEventListener('abort', () => clearInterval(timer));
    video.addEventListener('seeking', () => this.#pump(), { signal: this.#stop.signal });
    this.#pump();
  }

  /** Throws the buffer away, follows another plan, and lets `jump` move the element's clock to `startAt`. */
  replacePlan(plan: StreamPlan, startAt: number, jump: () => void): void {
    this.#enqueue(async (buffer) => {
      buffer.remove(0, Number.POSITIVE_INFINITY);
      await updateEnd(buffer);
      this.#plan = plan;
      // A clock cannot be set beyond the duration.
      if (this.#source.duration < startAt + 1) this.#source.duration = startAt + 1;
      jump();
    });
    this.#pump();
  }

  /** Follows another plan from media second `from` on, which must lie ahead of the clock; no media event tells of it. */
  amendPlan(plan: StreamPlan, from: number): void {
    this.#enqueue(async (buffer) => {
      this.#plan = plan;
      buffer.remove(from, Number.POSITIVE_INFINITY);
      await updateEnd(buffer);
    });
    this.#pump();
  }

  /** Starves the element for `ms` milliseconds, beginning within a second. */
  stall(ms: number): void {
    this.#stalledUntil = performance.now() + ms;
    this.#enqueue(async (buffer) => {
      const from = Math.floor(this.#video.currentTime) + 1;
      if (from >= this.#source.duration) return;
      buffer.remove(from, Number.POSITIVE_INFINITY);
      await updateEnd(buffer);
    });
  }

  /** Stops feeding; the element keeps what it has. */
  close(): void {
    this.#stop.abort();
  }

  #enqueue(task: (buffer: SourceBuffer) => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (!this.#stop.signal.aborted && this.#buffer && this.#source.readyState !== 'closed') await task(this.#buffer);
    });
  }

  #moveSeekable(): void {
    const range = this.#plan.seekable?.();
    if (range && this.#source.readyState === 'open') this.#source.setLiveSeekableRange(...range);
  }

  /** Appends all that is missing in the next seconds. */
  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    this.#enqueue(async (buffer) => {
      this.#moveSeekable();
      while (performance.now() >= this.#stalledUntil && (await this.#appendNext(buffer)));
      this.#pumping = false;
    });
  }

  async #appendNext(buffer: SourceBuffer): Promise<boolean> {
    if (this.#stop.signal.aborted || this.#source.readyState === 'closed') return false;
    const now = Math.floor(this.#video.currentTime);
    const end = this.#plan.end();
    for (let second = now; second < now + AHEAD_S; second++) {
      if (second >= end) {
        if (this.#source.readyState === 'open') this.#source.endOfStream();
        return false;
      }
      if (contains(buffer.buffered, second + 0.5)) continue;
      const part = this.#plan.at(second);
      if (!part) return false;
      await this.#append(buffer, second, part);
      return true;
    }
    return false;
  }

  async #append(buffer: SourceBuffer, mediaSecond: number, part: { clip: ClipName; second: number }): Promise<void> {
    const clip = await fragmentedClip(part.clip);
    const fragment = clip.fragments[part.second];
    if (!fragment) throw new Error(`clip ${part.clip} has no second ${part.second}`);
    if (this.#initialised !== part.clip) {
      buffer.appendBuffer(clip.init);
      await updateEnd(buffer);
      this.#initialised = part.clip;
    }
    buffer.timestampOffset = mediaSecond - part.second;
    buffer.appendBuffer(fragment);
    await updateEnd(buffer);
  }
}

function contains(ranges: TimeRanges, time: number): boolean {
  for (let i = 0; i < ranges.length; i++) if (ranges.start(i) <= time && time < ranges.end(i)) return true;
  return false;
}

async function updateEnd(buffer: SourceBuffer): Promise<void> {
  if (!buffer.updating) return;
  await Promise.race([
    new Promise<void>((resolve) => buffer.addEventListener('updateend', () => resolve(), { once: true })),
    wait(5000), // A detached source never reports back.
  ]);
}
