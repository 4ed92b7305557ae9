import { CLIP_SECONDS } from '../shared/clips.ts';
import { el } from '../shared/dom.ts';
import { forbid, note } from '../shared/journal.ts';
import { MseStream } from '../shared/mse-stream.ts';
import { SeekGuard } from '../shared/seek-guard.ts';
import type { SitePlayer } from '../shared/site-player.ts';
import { type AdBreak, contentAt, type Piece, parseBreaks, pieceAt, planOf, stitch } from '../shared/stitched.ts';
import { type NetflixTitle, titleOf } from './catalogue.ts';
import { breaksText, options } from './options.ts';

const TICK_MS = 100;
/** A change of plan must lie this far ahead, so that the element never runs dry over it. */
const LEAD_S = 2;
/** The error that seeks behind the player's back end in. */
export const SEEK_ERROR = navigator.userAgent.includes('Firefox') ? 'F7375' : 'M7375';
let sessions = 0;

/**
 * One player session: a video element whose clock runs through content and stitched ads. Content time and media time
 * drift apart as ads are seen (regime 2); every seek starts a fresh timeline, either at the content's own time
 * (regime 3, offset 0) or, across an unplayed break, near 0 with the ad first (negative offset).
 */
export class WatchSession implements SitePlayer {
  readonly id: string;
  readonly title: NetflixTitle;
  readonly video = el('video', { style: { position: 'absolute', width: '100%', height: '100%' } });
  readonly breaks: AdBreak[];
  readonly onChange = new Set<() => void>();
  /** Called when the browser refuses to play without a gesture. */
  onBlocked: () => void = () => {};
  /** The break whose ads play now. */
  ad: AdBreak | undefined;
  /** The API's clocks, in seconds: both taken at the same moment, up to `lag` ms ago. */
  sample = { media: 0, content: 0 };

  readonly #stop = new AbortController();
  readonly #stream: MseStream;
  readonly #guard: SeekGuard;
  readonly #contentEnd: number;
  readonly #onBroken: (code: string) => void;
  #pieces: Piece[];
  /** Content seconds that a seek under way leads to. */
  #seekTarget: number | undefined;

  constructor(movieId: string, startAt: number, onBroken: (code: string) => void) {
    this.id = `watch-${movieId}-${++sessions}`;
    this.title = titleOf(movieId);
    this.breaks = parseBreaks(breaksText(), options.adSeconds);
    this.#onBroken = onBroken;
    this.#contentEnd = options.duration || CLIP_SECONDS[this.title.clip];
    this.#pieces = stitch(Math.floor(startAt), this.#contentEnd, this.breaks, Math.floor(startAt));

    const signal = this.#stop.signal;
    this.#guard = new SeekGuard(this.video, signal, (detail) => {
      forbid('foreign-seek', detail);
      this.fail(SEEK_ERROR);
    });
    if (startAt > 0) this.#guard.expect(startAt);
    this.#stream = new MseStream(this.video, this.#plan(), options.claimedDuration, startAt);

    const tick = setInterval(() => this.#tick(), TICK_MS);
    const sampling = setInterval(() => this.#takeSample(), options.lag);
    signal.addEventListener('abort', () => {
      clearInterval(tick);
      clearInterval(sampling);
    });
    this.video.addEventListener('seeked', () => this.#takeSample(), { signal });
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  play(): void {
    this.video.play().catch((error: DOMException) => {
      if (error.name === 'NotAllowedError') this.onBlocked();
    });
  }

  pause(): void {
    this.video.pause();
  }

  seek(seconds: number): void {
    this.seekFrom(seconds, 'user');
  }

  setRate(rate: number): void {
    this.video.playbackRate = rate;
  }

  position(): number {
    return this.#seekTarget ?? contentAt(this.#pieces, this.video.currentTime);
  }

  duration(): number {
    return this.#contentEnd;
  }

  paused(): boolean {
    return this.video.paused;
  }

  get seeking(): boolean {
    return this.#seekTarget !== undefined || this.video.seeking;
  }

  /** Seeks to a content second. Refused in an ad; too many within a second break the player. */
  seekFrom(seconds: number, who: 'user' | 'api'): void {
    if (this.signal.aborted) return;
    if (this.ad) {
      if (who === 'api') forbid('seek-in-ad', `to ${seconds}`);
      return;
    }
    if (this.#guard.count() > options.maxSeeks) {
      forbid('seek-flood', `more than ${options.maxSeeks} seeks within a second`);
      this.fail(SEEK_ERROR);
      return;
    }
    const target = Math.min(Math.max(seconds, 0), this.#contentEnd - 0.1);
    const crossed = this.breaks.filter((b) => !b.played && this.position() < b.at && b.at <= target);
    const whole = Math.floor(target);
    const first = crossed.at(-1);
    // Only the last of the crossed breaks plays; the others count as passed.
    for (const adBreak of crossed) adBreak.played = true;
    const pieces = first
      ? [
          { adBreak: first, from: whole, mediaStart: 0, mediaEnd: first.seconds },
          ...stitch(whole, this.#contentEnd, this.breaks, first.seconds),
        ]
      : stitch(whole, this.#contentEnd, this.breaks, whole);
    // After an ad the content goes on at a key frame: no further jump hides behind the ad's end.
    this.#rebase(pieces, first ? 0 : target, first ? whole : target);
  }

  /** Inserts an ad break a moment ahead, as if it had been planned. */
  insertBreak(ads: number): void {
    const from = Math.floor(this.video.currentTime) + LEAD_S;
    const piece = pieceAt(this.#pieces, from);
    if (!piece || piece.adBreak || this.ad) return;
    const at = contentAt(this.#pieces, from);
    this.breaks.push({ at, ads, seconds: ads * options.adSeconds, played: false });
    this.breaks.sort((a, b) => a.at - b.at);
    this.#amend(from, at);
  }

  /** Cuts the running ad short. */
  cutAd(): void {
    const piece = pieceAt(this.#pieces, this.video.currentTime);
    if (!piece?.adBreak) return;
    piece.adBreak.played = true;
    this.#amend(Math.floor(this.video.currentTime) + LEAD_S, piece.from);
  }

  /** Starves the player. */
  stall(ms: number): void {
    this.#stream.stall(ms);
  }

  /** Seconds until the running ad break ends. */
  adRemaining(): number {
    const piece = pieceAt(this.#pieces, this.video.currentTime);
    return piece?.adBreak ? piece.mediaEnd - this.video.currentTime : 0;
  }

  /** Tears the player down and shows the error screen. */
  fail(code: string): void {
    if (this.signal.aborted) return;
    note('site', 'error', code);
    this.close();
    this.#onBroken(code);
  }

  /** Tears the player down. */
  close(): void {
    this.#stop.abort();
    this.#stream.close();
    this.video.pause();
    this.video.removeAttribute('src');
    this.video.load();
    this.video.remove();
  }

  #plan() {
    return planOf(this.#pieces, this.title.clip);
  }

  #rebase(pieces: Piece[], startAt: number, target: number): void {
    this.#seekTarget = target;
    this.#stream.replacePlan(planOf(pieces, this.title.clip), startAt, () => {
      this.#pieces = pieces;
      if (this.#seekTarget === target) this.#seekTarget = undefined;
      this.#guard.expect(startAt);
      this.video.currentTime = startAt;
      this.#tick();
    });
  }

  /** Keeps what plays before media second `from` and lays the content out anew from there. */
  #amend(from: number, content: number): void {
    const kept = this.#pieces
      .filter((piece) => piece.mediaStart < from)
      .map((piece) => ({ ...piece, mediaEnd: Math.min(piece.mediaEnd, from) }));
    this.#pieces = [...kept, ...stitch(content, this.#contentEnd, this.breaks, from)];
    this.#stream.amendPlan(this.#plan(), from);
  }

  #tick(): void {
    if (this.#seekTarget !== undefined) return;
    const ad = pieceAt(this.#pieces, this.video.currentTime)?.adBreak;
    if (ad !== this.ad) {
      if (this.ad) this.ad.played = true;
      this.ad = ad;
      note('site', ad ? 'ad-start' : 'ad-end', `media ${this.video.currentTime.toFixed(2)}`);
      this.#takeSample();
    }
    for (const listener of this.onChange) listener();
  }

  #takeSample(): void {
    if (this.#seekTarget !== undefined) return;
    const media = this.video.currentTime;
    this.sample = { media, content: contentAt(this.#pieces, media) };
  }
}
