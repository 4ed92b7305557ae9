import { AdSlot } from './ad-slot.ts';
import { CLIP_SECONDS, type ClipName } from './clips.ts';
import { forbid, note } from './journal.ts';
import { MseStream, type StreamPlan } from './mse-stream.ts';
import { SeekGuard } from './seek-guard.ts';
import type { SitePlayer } from './site-player.ts';
import { type AdBreak, contentAt, mediaAt, type Piece, parseBreaks, pieceAt, planOf, stitch } from './stitched.ts';

const TICK_MS = 100;
/** A change of plan must lie this far ahead, so that the element never runs dry over it. */
const LEAD_S = 2;
/** An endless stream has ended this far before its last second, in seconds. */
const END_TOLERANCE_S = 0.25;

export interface Film {
  video: HTMLVideoElement;
  clip: ClipName;
  /** Length of the content in whole seconds; 0: that of the clip. */
  duration: number;
  /** Ad breaks in the notation of `parseBreaks`. */
  ads: string;
  /** Length of one ad in whole seconds. */
  adSeconds: number;
  /** Content seconds. */
  startAt: number;
  /** Where ads play, if not in the film's own stream. */
  adElement?: HTMLVideoElement;
  /** Media second of content second `whole` after a seek, `seen` seconds of ads having played; without it the clock's layout stays. */
  rebase?: (whole: number, seen: number) => number;
  /** What `video.duration` says at first, in seconds, if not the truth; it grows with the buffer. */
  claimedDuration?: number;
  /** The element reports an infinite duration, as some players' do for films, and this many seconds around its clock as seekable. */
  endless?: { seekable: number };
  /** Seconds of something else before the clip; part of the content. */
  lead?: number;
  /** Milliseconds after the source is set at which its first data come. */
  feedAfter?: number;
  /** The element's own `src` stays blank. */
  viaChild?: boolean;
  /** Each seek starts a new source on the element. */
  freshSource?: boolean;
}

/** One title in one player: an element fed by script, with ads stitched into its stream or in an element of their own. */
export class FilmSession implements SitePlayer {
  readonly video: HTMLVideoElement;
  readonly breaks: AdBreak[];
  /** Called ten times a second. */
  readonly onChange = new Set<() => void>();
  onEnded: () => void = () => {};
  /** The clock moved and the player has not moved it; `to` in media seconds. */
  onForeignSeek: (to: number) => void = (to) => note('site', 'element-seek', to.toFixed(2));
  /** The break whose ads play now. */
  ad: AdBreak | undefined;
  protected readonly film: Film;
  protected pieces: Piece[];
  readonly #stop = new AbortController();
  #stream: MseStream;
  readonly #guard: SeekGuard;
  readonly #slot: AdSlot | undefined;
  /** Content seconds that a seek under way leads to. */
  #target: number | undefined;
  #adSecondsSeen = 0;
  #ended = false;

  constructor(film: Film) {
    this.film = film;
    this.video = film.video;
    this.breaks = parseBreaks(film.ads, film.adSeconds);
    const from = film.rebase ? Math.floor(film.startAt) : 0;
    this.pieces = this.#layOut(from, film.rebase?.(from, 0) ?? 0);
    const startAt = mediaAt(this.pieces, film.startAt) ?? film.startAt;
    // The guard listens before the stream does: what is buffered at a foreign jump is what was before it.
    this.#guard = new SeekGuard(this.video, this.signal, () => this.#foreignSeek());
    if (startAt > 0) this.#guard.expect(startAt);
    this.#stream = this.#feed(startAt);
    if (film.adElement) this.#slot = new AdSlot(this.video, film.adElement, this.signal);
    const tick = setInterval(() => this.#tick(), TICK_MS);
    this.signal.addEventListener('abort', () => clearInterval(tick));
    this.video.addEventListener('ended', () => this.#end(), { signal: this.signal });
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** The element that shows what is on screen: the ad's while that plays in one of its own. */
  get screen(): HTMLVideoElement {
    return this.#slot?.playing ? this.#slot.element : this.video;
  }

  play(): void {
    this.screen.play().catch((error: DOMException) => {
      if (error.name === 'NotAllowedError') note('site', 'autoplay-blocked');
    });
  }

  pause(): void {
    this.screen.pause();
  }

  seek(seconds: number): void {
    if (this.signal.aborted || this.ad) return;
    const target = Math.min(Math.max(seconds, 0), this.duration() - 0.1);
    if (this.film.rebase) this.#seekAnew(target, this.film.rebase);
    else this.jump(mediaAt(this.pieces, target) ?? target);
  }

  setRate(rate: number): void {
    this.video.playbackRate = rate;
  }

  position(): number {
    return this.#target ?? contentAt(this.pieces, this.video.currentTime);
  }

  duration(): number {
    return this.film.duration || CLIP_SECONDS[this.film.clip] + (this.film.lead ?? 0);
  }

  paused(): boolean {
    return this.screen.paused;
  }

  /** Moves the element's clock in the player's own name, to media second `to`. */
  jump(to: number): void {
    this.#guard.expect(to);
    this.video.currentTime = to;
  }

  /** Starts an ad break: at once in an element of its own, stitched ones within two seconds. */
  startAd(): void {
    if (this.ad) return;
    const { adSeconds } = this.film;
    if (this.#slot) {
      this.#slot.start({ at: this.position(), ads: 1, seconds: adSeconds, played: true });
      return;
    }
    const from = Math.floor(this.video.currentTime) + LEAD_S;
    const piece = pieceAt(this.pieces, from);
    if (!piece || piece.adBreak) return;
    const at = contentAt(this.pieces, from);
    this.breaks.push({ at, ads: 1, seconds: adSeconds, played: false });
    this.breaks.sort((a, b) => a.at - b.at);
    this.#amend(from, at);
  }

  /** Ends the running ad; a stitched one within two seconds. */
  endAd(): void {
    this.#slot?.end();
    if (this.#slot) return;
    const piece = pieceAt(this.pieces, this.video.currentTime);
    if (!piece?.adBreak) return;
    piece.adBreak.played = true;
    this.#amend(Math.floor(this.video.currentTime) + LEAD_S, piece.from);
  }

  /** Seconds until the running ad break ends. */
  adRemaining(): number {
    if (this.#slot) return this.#slot.remaining();
    const piece = pieceAt(this.pieces, this.video.currentTime);
    return piece?.adBreak ? piece.mediaEnd - this.video.currentTime : 0;
  }

  /** Starves the player, for good with Infinity. */
  stall(ms: number): void {
    this.#stream.stall(ms);
  }

  /** Follows another plan than the film's for good, beginning at media second `at`: a player that has lost its way. */
  protected goAstray(plan: StreamPlan, at: number): void {
    this.#stream.replacePlan(plan, at, () => this.jump(at));
  }

  close(): void {
    if (this.signal.aborted) return;
    this.#stop.abort();
    this.#stream.close();
    this.video.pause();
    this.video.removeAttribute('src');
    this.video.replaceChildren();
    this.video.load();
  }

  #layOut(from: number, mediaStart: number): Piece[] {
    return stitch(from, this.duration(), this.film.adElement ? [] : this.breaks, mediaStart);
  }

  #plan(): StreamPlan {
    const plan = planOf(this.pieces, this.film.clip, this.film.lead);
    const { endless } = this.film;
    if (!endless) return plan;
    return {
      at: plan.at,
      end: () => Number.POSITIVE_INFINITY,
      seekable: () => {
        const at = this.video.currentTime;
        return [Math.max(0, at - endless.seekable / 2), Math.min(plan.end(), at + endless.seekable / 2)];
      },
    };
  }

  #feed(startAt: number): MseStream {
    const plan = this.#plan();
    return new MseStream(this.video, plan, this.film.claimedDuration ?? plan.end(), startAt, this.film);
  }

  /** A seek that starts a fresh layout; across an unplayed break that break's ads come first. */
  #seekAnew(target: number, rebase: (whole: number, seen: number) => number): void {
    const whole = Math.floor(target);
    const own = this.#slot ? [] : this.breaks;
    const crossed = own.filter((b) => !b.played && this.position() < b.at && b.at <= target);
    for (const adBreak of crossed) adBreak.played = true;
    const first = crossed.at(-1);
    const start = rebase(whole, this.#adSecondsSeen);
    const ad = first && { adBreak: first, from: whole, mediaStart: start, mediaEnd: start + first.seconds };
    const pieces = [...(ad ? [ad] : []), ...this.#layOut(whole, ad ? ad.mediaEnd : start)];
    const media = ad ? start : start + target - whole;
    this.#target = ad ? whole : target;
    const mine = this.#target;
    if (this.film.freshSource) {
      const played = !this.paused();
      this.#stream.close();
      this.pieces = pieces;
      this.#target = undefined;
      this.#guard.expect(media);
      this.#stream = this.#feed(media);
      if (played) this.play(); // A new source pauses the element.
      return;
    }
    const kept = this.pieces;
    this.pieces = pieces;
    const plan = this.#plan();
    this.pieces = kept;
    this.#stream.replacePlan(plan, media, () => {
      this.pieces = pieces;
      if (this.#target === mine) this.#target = undefined;
      this.jump(media);
    });
  }

  /** Keeps what plays before media second `from` and lays the content out anew from there. */
  #amend(from: number, content: number): void {
    const kept = this.pieces
      .filter((piece) => piece.mediaStart < from)
      .map((piece) => ({ ...piece, mediaEnd: Math.min(piece.mediaEnd, from) }));
    this.pieces = [...kept, ...this.#layOut(content, from)];
    this.#stream.amendPlan(this.#plan(), from);
  }

  #foreignSeek(): void {
    const to = this.video.currentTime;
    if (this.ad) forbid('seek-in-ad', `currentTime became ${to.toFixed(2)}`);
    else this.onForeignSeek(to);
  }

  #tick(): void {
    if (this.#target !== undefined) return;
    const due = this.breaks.find((b) => !b.played && b.at <= this.position() && this.position() < b.at + 1);
    if (this.#slot && due && !this.video.paused && !this.video.seeking) this.#slot.start(due);
    const ad = this.#slot ? this.#slot.playing : pieceAt(this.pieces, this.video.currentTime)?.adBreak;
    if (ad !== this.ad) {
      const over = this.pieces.find((piece) => this.ad !== undefined && piece.adBreak === this.ad);
      if (over) this.#adSecondsSeen += over.mediaEnd - over.mediaStart;
      if (this.ad) this.ad.played = true;
      this.ad = ad;
      note('site', ad ? 'ad-start' : 'ad-end', `media ${this.video.currentTime.toFixed(2)}`);
    }
    if (this.position() < this.duration() - 1) this.#ended = false;
    if (this.film.endless && this.position() > this.duration() - END_TOLERANCE_S) this.#end();
    for (const listener of this.onChange) listener();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.video.pause();
    this.onEnded();
  }
}
