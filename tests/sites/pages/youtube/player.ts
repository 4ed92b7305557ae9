import { CLIP_SECONDS } from '../shared/clips.ts';
import { el } from '../shared/dom.ts';
import { forbid, note } from '../shared/journal.ts';
import { liveEdge, livePlan } from '../shared/live.ts';
import { MseStream } from '../shared/mse-stream.ts';
import type { SitePlayer } from '../shared/site-player.ts';
import type { AdBreak, Piece } from '../shared/stitched.ts';
import { contentAt, mediaAt, parseBreaks, pieceAt, planOf, stitch } from '../shared/stitched.ts';
import { videoOf, type YoutubeVideo } from './catalogue.ts';
import { options } from './options.ts';

const TICK_MS = 100;
const LIVE_DELAY_S = 8;
/** A stitched ad must begin this far ahead, so that the element never runs dry over it. */
const LEAD_S = 2;

/** The player: one element for all videos, one stream after the other in it. */
export class YoutubePlayer implements SitePlayer {
  readonly video = el('video', {
    class: 'video-stream html5-main-video',
    style: { position: 'absolute', width: '100%', height: '100%' },
    attrs: { tabindex: '-1', controlslist: 'nodownload' },
  });
  readonly root = el(
    'div',
    {
      id: 'movie_player',
      class: 'html5-video-player',
      style: { position: 'relative', width: '100%', height: '100%', background: '#000' },
    },
    el('div', { class: 'html5-video-container' }, this.video),
  );
  current: YoutubeVideo | undefined;
  onEnded: () => void = () => {};
  /** The rate that the user chose in the player; resets go back to it. */
  ownRate = 1;
  #stream: MseStream | undefined;
  #pieces: Piece[] = [];
  #breaks: AdBreak[] = [];
  /** The client-side ad that has taken the element over, and where the content goes on. */
  #clientAd: { adBreak: AdBreak; resumeAt: number } | undefined;
  #ssapAd: AdBreak | undefined;
  #ownSeek: number | undefined;

  constructor() {
    setInterval(() => this.#tick(), TICK_MS);
    this.video.addEventListener('ended', () => (this.#clientAd ? this.endAd() : this.onEnded()));
    this.video.addEventListener('seeking', () => this.#watchSeek());
    for (const type of ['loadedmetadata', 'seeked'] as const)
      this.video.addEventListener(type, () => this.#resetRate());
  }

  /** Loads a video into the element, at content second `startAt`. */
  load(id: string, startAt: number): void {
    this.#leaveAd();
    this.current = videoOf(id);
    this.#breaks = this.current.live ? [] : parseBreaks(options.ads, options.adSeconds);
    const preroll = this.#breaks.find((adBreak) => adBreak.at === 0);
    if (options.adMode === 'client' && preroll && startAt === 0) this.#startClientAd(preroll, 0);
    else this.#showContent(startAt);
    if (options.autoplay) this.play();
  }

  get adShowing(): boolean {
    return this.#clientAd !== undefined || this.#ssapAd !== undefined;
  }

  get loaded(): boolean {
    return this.current !== undefined;
  }

  play(): void {
    this.video.play().catch((error: DOMException) => {
      if (error.name === 'NotAllowedError') note('site', 'autoplay-blocked');
    });
  }

  pause(): void {
    this.video.pause();
  }

  seek(seconds: number): void {
    if (this.adShowing) return;
    this.#ownSeek = this.current?.live ? seconds : (mediaAt(this.#pieces, seconds) ?? seconds);
    this.video.currentTime = this.#ownSeek;
  }

  setRate(rate: number): void {
    this.ownRate = rate;
    this.video.playbackRate = rate;
  }

  position(): number {
    if (this.#clientAd) return this.#clientAd.resumeAt;
    return this.current?.live ? this.video.currentTime : contentAt(this.#pieces, this.video.currentTime);
  }

  duration(): number {
    if (!this.current) return 0;
    return this.current.live ? liveEdge() : CLIP_SECONDS[this.current.clip];
  }

  paused(): boolean {
    return this.video.paused;
  }

  stall(ms: number): void {
    this.#stream?.stall(ms);
  }

  /** Starts an ad now; a stitched one begins within two seconds. */
  startAd(): void {
    if (this.adShowing || !this.current || this.current.live) return;
    if (options.adMode === 'client') {
      const at = this.position();
      this.#startClientAd({ at, ads: 1, seconds: options.adSeconds, played: true }, at);
      this.play();
      return;
    }
    const from = Math.floor(this.video.currentTime) + LEAD_S;
    if (pieceAt(this.#pieces, from)?.adBreak) return;
    const at = contentAt(this.#pieces, from);
    this.#breaks.push({ at, ads: 1, seconds: options.adSeconds, played: false });
    this.#breaks.sort((a, b) => a.at - b.at);
    this.#amend(from, at);
  }

  /** Ends the running ad; a stitched one within two seconds. */
  endAd(): void {
    if (this.#clientAd) {
      const { resumeAt } = this.#clientAd;
      this.#leaveAd();
      this.#showContent(resumeAt);
      this.play();
    } else if (this.#ssapAd) {
      const from = Math.floor(this.video.currentTime) + LEAD_S;
      const content = this.position();
      this.#ssapAd.played = true;
      this.#amend(from, content);
    }
  }

  /** Keeps what plays before media second `from` and lays the content out anew from there. */
  #amend(from: number, content: number): void {
    if (!this.current) return;
    const kept = this.#pieces
      .filter((piece) => piece.mediaStart < from)
      .map((piece) => ({ ...piece, mediaEnd: Math.min(piece.mediaEnd, from) }));
    this.#pieces = [...kept, ...stitch(content, this.duration(), this.#breaks, from)];
    this.#stream?.amendPlan(planOf(this.#pieces, this.current.clip), from);
  }

  #showContent(startAt: number): void {
    if (!this.current) return;
    this.#stream?.close();
    if (this.current.live) {
      this.#pieces = [];
      const from = liveEdge() - LIVE_DELAY_S;
      this.#ownSeek = from;
      this.#stream = new MseStream(this.video, livePlan, Number.POSITIVE_INFINITY, from);
      return;
    }
    const breaks = options.adMode === 'ssap' ? this.#breaks : [];
    this.#pieces = stitch(0, CLIP_SECONDS[this.current.clip], breaks, 0);
    const plan = planOf(this.#pieces, this.current.clip);
    const media = startAt > 0 ? (mediaAt(this.#pieces, startAt) ?? startAt) : 0;
    if (media > 0) this.#ownSeek = media;
    this.#stream = new MseStream(this.video, plan, plan.end(), media);
  }

  /** The ad takes the element over: another source, its own clock and duration. */
  #startClientAd(adBreak: AdBreak, resumeAt: number): void {
    adBreak.played = true;
    this.#clientAd = { adBreak, resumeAt };
    this.#ownSeek = undefined;
    this.#showAdClass(true);
    this.#stream?.close();
    const pieces = [{ adBreak, from: 0, mediaStart: 0, mediaEnd: adBreak.seconds }];
    this.#stream = new MseStream(this.video, planOf(pieces, 'ad'));
  }

  #leaveAd(): void {
    if (this.adShowing) note('site', 'ad-end');
    this.#clientAd = undefined;
    this.#ssapAd = undefined;
    this.#showAdClass(false);
  }

  #showAdClass(on: boolean): void {
    if (on) note('site', 'ad-start');
    for (const name of ['ad-showing', 'ad-interrupting']) this.root.classList.toggle(name, on);
  }

  #tick(): void {
    if (!this.current || this.current.live || this.#clientAd) return;
    const ad = pieceAt(this.#pieces, this.video.currentTime)?.adBreak;
    if (ad !== this.#ssapAd) {
      if (this.#ssapAd) this.#leaveAd();
      this.#ssapAd = ad;
      if (ad && options.ssapClass) this.#showAdClass(true);
    }
    if (options.adMode !== 'client' || this.video.seeking || this.video.paused) return;
    const at = this.position();
    const due = this.#breaks.find((adBreak) => !adBreak.played && adBreak.at <= at && at < adBreak.at + 1);
    if (due) {
      this.#startClientAd(due, at);
      this.play();
    }
  }

  /** Nobody but the player itself moves the clock of an ad. */
  #watchSeek(): void {
    const own = this.#ownSeek !== undefined && Math.abs(this.video.currentTime - this.#ownSeek) < 0.25;
    if (own || !this.adShowing) return;
    forbid('seek-in-ad', `currentTime became ${this.video.currentTime.toFixed(2)}`);
  }

  #resetRate(): void {
    if (options.rateReset < 0) return;
    setTimeout(() => {
      if (this.video.playbackRate === this.ownRate) return;
      note('site', 'rate-reset', String(this.video.playbackRate));
      this.video.playbackRate = this.ownRate;
    }, options.rateReset);
  }
}
