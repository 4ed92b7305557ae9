import type { Outcome } from './controller/types.ts';

/** When did a write take effect, as seen on the player itself? Promises and events of the player come far too early (S11). */
export type Effected = Extract<Outcome, 'done' | 'ignored' | 'failed' | 'cancelled'>;

const LOOK_MS = 20;
/** A player that has not begun to seek by then has refused (Netflix fetches first; measured on the stand-in: < 1 s). */
export const SEEK_BEGINS_WITHIN_MS = 3_000;
/** Unbuffered seeks on a bad line; the controller's own gate (S18) acts long before. */
const SEEK_ENDS_WITHIN_MS = 10_000;
const STARTS_WITHIN_MS = 5_000;
const HAVE_FUTURE_DATA = 3;

/** Look at each event and each `LOOK_MS` until `look` answers. */
function until(
  video: HTMLVideoElement,
  events: readonly string[],
  look: () => Effected | null,
  signal: AbortSignal,
): Promise<Effected> {
  return new Promise((resolve) => {
    const end = new AbortController();
    const finish = (result: Effected) => {
      end.abort();
      clearInterval(timer);
      resolve(result);
    };
    const check = () => {
      const result = signal.aborted ? 'cancelled' : look();
      if (result) finish(result);
    };
    const timer = setInterval(check, LOOK_MS);
    for (const name of events) video.addEventListener(name, check, { signal: end.signal });
    signal.addEventListener('abort', check, { signal: end.signal });
  });
}

/** Settles when a seek asked for after this call has landed and the picture can go on. */
export function seekSettled(video: HTMLVideoElement, signal: AbortSignal, now: () => number): Promise<Effected> {
  const askedAt = now();
  const end = new AbortController();
  let begun = false;
  // Disney+ empties the element for each jump and keeps `seeked` to itself: what counts is that the seek is over. Where
  // a new source is new media, the writer's signal has ended this by then.
  for (const type of ['seeking', 'emptied']) video.addEventListener(type, () => (begun = true), { signal: end.signal });
  const look = (): Effected | null => {
    if (begun && !video.seeking && (video.readyState >= HAVE_FUTURE_DATA || video.ended)) return 'done';
    const waited = now() - askedAt;
    if (!begun && !video.seeking && waited > SEEK_BEGINS_WITHIN_MS) return 'ignored';
    return waited > SEEK_ENDS_WITHIN_MS ? 'failed' : null;
  };
  const events = ['seeked', 'canplay', 'playing', 'ended'];
  return until(video, events, look, signal).finally(() => end.abort());
}

/** Settles when the position moves. */
export function startSettled(video: HTMLVideoElement, signal: AbortSignal, now: () => number): Promise<Effected> {
  const askedAt = now();
  const from = video.currentTime;
  let ran = false;
  const look = (): Effected | null => {
    ran ||= !video.paused;
    if (!video.paused && !video.seeking && video.currentTime > from) return 'done';
    if (ran && video.paused) return 'cancelled';
    return now() - askedAt > STARTS_WITHIN_MS ? 'ignored' : null;
  };
  return until(video, ['timeupdate', 'playing', 'pause', 'emptied'], look, signal);
}
