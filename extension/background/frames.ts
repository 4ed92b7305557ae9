import type { Runtime } from 'webextension-polyfill';
import type { ContentEvents } from '../messaging/messages.ts';
import { sendEvent } from '../messaging/port.ts';
import { electFrame } from './election.ts';

interface Frame {
  frameId: number;
  score: number;
}

/** The content scripts of the party's tab that have introduced themselves. */
export interface Frames {
  readonly count: number;
  /** Has one of them a film? */
  readonly hasFilm: boolean;
  add(port: Runtime.Port, frameId: number): void;
  remove(port: Runtime.Port): void;
  score(port: Runtime.Port, score: number): void;
  isElected(port: Runtime.Port): boolean;
  /** Does the frame speak for the tab? The elected one, or the outermost while none has a video. */
  speaks(port: Runtime.Port): boolean;
  tell<N extends keyof ContentEvents & string>(event: N, payload: ContentEvents[N]): void;
  /** Say good-bye to those whose address may not be entered (any more): a script stays in its page when its permission goes. */
  keepOnly(mayStay: (url: string | undefined) => Promise<boolean>): Promise<void>;
  /** Say good-bye to all of them and forget them. */
  dismiss(reason: ContentEvents['party:over']['reason']): void;
}

/** @param onCount called when a frame came, went or was elected */
export function createFrames(onCount: () => void): Frames {
  const frames = new Map<Runtime.Port, Frame>();
  let elected: number | null = null;

  const elect = () => {
    const next = electFrame([...frames.values()], elected);
    if (next === elected) return;
    const before = elected;
    elected = next;
    onCount();
    for (const [port, { frameId }] of frames) {
      if (frameId === before) sendEvent<ContentEvents, 'content:elected'>(port, 'content:elected', { elected: false });
      if (frameId === next) sendEvent<ContentEvents, 'content:elected'>(port, 'content:elected', { elected: true });
    }
  };

  const remove = (port: Runtime.Port) => {
    if (!frames.delete(port)) return;
    elect();
    onCount();
  };

  return {
    get count() {
      return frames.size;
    },
    get hasFilm() {
      return elected !== null;
    },
    add(port, frameId) {
      // A document that was replaced may say good-bye after its successor's hello: one port a frame.
      for (const [old, frame] of frames) if (frame.frameId === frameId && old !== port) frames.delete(old);
      if (!frames.has(port)) frames.set(port, { frameId, score: 0 });
      onCount();
    },
    remove,
    score(port, score) {
      const frame = frames.get(port);
      if (!frame) return;
      frame.score = score;
      elect();
    },
    isElected: (port) => elected !== null && frames.get(port)?.frameId === elected,
    speaks: (port) => frames.get(port)?.frameId === (elected ?? 0),
    tell(event, payload) {
      for (const port of frames.keys()) sendEvent<ContentEvents, typeof event>(port, event, payload);
    },
    async keepOnly(mayStay) {
      for (const port of [...frames.keys()]) {
        if (await mayStay(port.sender?.url)) continue;
        sendEvent<ContentEvents, 'party:over'>(port, 'party:over', { reason: 'left' });
        remove(port);
      }
    },
    dismiss(reason) {
      for (const port of frames.keys()) sendEvent<ContentEvents, 'party:over'>(port, 'party:over', { reason });
      frames.clear();
      elected = null;
      onCount();
    },
  };
}
