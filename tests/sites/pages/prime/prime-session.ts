import { el } from '../shared/dom.ts';
import { FilmSession } from '../shared/film-session.ts';
import { forbid, note } from '../shared/journal.ts';
import { FILL } from '../shared/player-box.ts';
import { catalogue } from './catalogue.ts';
import { breaksText, options } from './options.ts';

/** One title: the element's clock runs ahead of the story by the ads seen so far, also after seeks. */
export class PrimeSession extends FilmSession {
  readonly id: string;
  #deafUntil = 0;

  constructor(id: string, startAt: number, onUnavailable: () => void) {
    super({
      video: el('video', { style: FILL }),
      clip: catalogue.titleOf(id).clip,
      duration: options.duration,
      ads: breaksText(),
      adSeconds: options.adSeconds,
      startAt,
      rebase: (whole, seen) => whole + seen,
      claimedDuration: options.claimedDuration,
    });
    this.id = id;
    this.onForeignSeek = (to) => {
      if (isBuffered(this.video, to)) return note('site', 'element-seek', to.toFixed(2));
      forbid('seek-outside-buffer', `currentTime became ${to.toFixed(2)}`);
      this.stall(Number.POSITIVE_INFINITY);
      const timer = setTimeout(onUnavailable, options.unavailableAfter);
      this.signal.addEventListener('abort', () => clearTimeout(timer));
    };
  }

  /** What the page's world finds on the fibers of the player's nodes. */
  sdk() {
    const session = this;
    const ms = (seconds: number) => Math.round(seconds * 1000);
    return {
      play() {
        const deaf = performance.now() < session.#deafUntil;
        note('api', deaf ? 'play-ignored' : 'play');
        if (!deaf) session.play();
      },
      pause() {
        note('api', 'pause');
        session.pause();
      },
      seek(to: number) {
        note('api', 'seek', String(to));
        if (session.ad) return forbid('seek-in-ad', `SDK seek to ${to}`);
        session.#deafUntil = performance.now() + options.deafAfterSeek;
        session.seek(to / 1000);
      },
      refreshEnvelopeCallback() {},
      get isPlayerOpen() {
        return !session.signal.aborted;
      },
      get isPlayerDestroyed() {
        return session.signal.aborted;
      },
      get currentTitleId() {
        return session.id;
      },
      get playbackState() {
        if (session.video.seeking || session.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return 'Waiting';
        return session.paused() ? 'Paused' : 'Playing';
      },
      get currentTime() {
        const at = session.video.currentTime;
        const { ad, pieces } = session;
        // An ad is over here when it is over for seek(), too: both are one player's word.
        const index = pieces.findIndex((piece) => (ad ? piece.adBreak === ad : at < piece.mediaEnd));
        return {
          currentPosition: ms(session.position()),
          unit: 'ContentMillis',
          currentTimelineItemIndex: index < 0 ? session.pieces.length - 1 : index,
        };
      },
      get timeline() {
        const items = session.pieces.map((piece, i) => ({
          contentId: piece.adBreak ? `ad_${i}` : `${session.id}_main`,
          endTime: ms(piece.adBreak ? piece.from : piece.from + piece.mediaEnd - piece.mediaStart),
        }));
        const infos = items.map(({ contentId }) => [
          contentId,
          { contentType: contentId.endsWith('_main') ? 'Main' : 'Advertisement' },
        ]);
        return {
          items,
          contentInfos: Object.fromEntries(infos),
          timelineInfo: { positionMs: ms(session.position()), lastPlayablePositionMs: ms(session.duration()) },
        };
      },
    };
  }
}

function isBuffered({ buffered }: HTMLVideoElement, at: number): boolean {
  for (let i = 0; i < buffered.length; i++) if (buffered.start(i) <= at && at <= buffered.end(i)) return true;
  return false;
}
