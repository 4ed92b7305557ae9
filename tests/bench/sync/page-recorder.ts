/** What happened in a page, seen from outside the extension. Times: ms since the epoch (`timeOrigin + now`). */
export interface PageEvent {
  at: number;
  kind: 'seeking' | 'seeked' | 'ratechange' | 'play' | 'pause' | 'playing' | 'waiting' | 'click';
  /** Seconds of the element. */
  position: number;
  rate: number;
}

/** A reading of the film each 20 ms: at, position (s), moving (1/0), rate. Arrays, for there are thousands. */
export type Reading = [at: number, position: number, moving: 0 | 1, rate: number];
/** A presented frame: when it was shown, which (s of the film). */
export type Frame = [at: number, mediaTime: number];

export interface PageRecord {
  readings: Reading[];
  frames: Frame[];
  events: PageEvent[];
  /** Frames dropped since the film was loaded. */
  dropped: number;
}

/** Runs in the page, in the page's own world. One object, no helpers: it travels as text. */
function record(): void {
  const holder = window as unknown as {
    __bench?: { readings: unknown[]; frames: unknown[]; events: unknown[]; dropped: number };
  };
  if (holder.__bench) return;
  const bench = { readings: [] as unknown[], frames: [] as unknown[], events: [] as unknown[], dropped: 0 };
  holder.__bench = bench;
  let film: HTMLVideoElement | null = null;
  const adopt = (video: HTMLVideoElement) => {
    film = video;
    for (const kind of ['seeking', 'seeked', 'ratechange', 'play', 'pause', 'playing', 'waiting'])
      video.addEventListener(kind, () => {
        bench.events.push({
          at: performance.timeOrigin + performance.now(),
          kind,
          position: video.currentTime,
          rate: video.playbackRate,
        });
      });
    const onFrame = (_now: number, frame: VideoFrameCallbackMetadata) => {
      bench.frames.push([performance.timeOrigin + frame.expectedDisplayTime, frame.mediaTime]);
      if (film === video) video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  };
  window.addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted) return;
      const at = performance.timeOrigin + event.timeStamp;
      bench.events.push({ at, kind: 'click', position: film?.currentTime ?? 0, rate: film?.playbackRate ?? 1 });
    },
    true,
  );
  setInterval(() => {
    if (!film?.isConnected) {
      let best: HTMLVideoElement | null = null;
      for (const video of document.querySelectorAll('video'))
        if (!best || video.clientWidth * video.clientHeight > best.clientWidth * best.clientHeight) best = video;
      if (best && best !== film) adopt(best);
    }
    if (!film) return;
    const at = performance.timeOrigin + performance.now();
    bench.readings.push([at, film.currentTime, film.paused ? 0 : 1, film.playbackRate]);
    bench.dropped = film.getVideoPlaybackQuality().droppedVideoFrames;
  }, 20);
}

// Compilers that keep function names wrap them in a call of `__name`, which no page has.
const asText = (script: () => void) => `(() => { const __name = (f) => f; (${script.toString()})(); })()`;

/** Source to run in a page: begins recording its largest video, and every video that replaces it. */
export const RECORDER = asText(record);

/** Source to run in a page: everything recorded so far, and forget it. Recording goes on. */
export const TAKE_RECORD = `(() => {
  const b = window.__bench;
  const taken = { readings: b.readings, frames: b.frames, events: b.events, dropped: b.dropped };
  b.readings = []; b.frames = []; b.events = [];
  return taken;
})()`;
