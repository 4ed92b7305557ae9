import { LINES_MAX, type Line } from '../messaging/kept-place.ts';
import { errorWords } from '../ui/error-words.ts';
import type { Happening, Model } from './model.ts';
import { newsBetween, newsOfNotice, newsOfTimeline } from './news.ts';
import { toastWords } from './toast-words.ts';
import { pushToast, type Toast, tickToasts } from './toasts.ts';

/** The model with what has happened put into words, and without what has stood long enough. @param now page time, ms */
export function tell(model: Model, now: number): Model {
  let next = model;
  for (const happening of model.happened) {
    const toasts = toastsOf(happening);
    const noted = happening.kind === 'view' || happening.kind === 'timeline';
    for (const toast of toasts)
      next = noted ? withLine(withToast(next, toast, now), toast, happening.afterSeq) : withToast(next, toast, now);
  }
  const toasts = tickToasts(next.toasts, now);
  return model.happened.length === 0 && toasts === model.toasts ? model : { ...next, toasts, happened: [] };
}

function toastsOf(happening: Happening): Toast[] {
  switch (happening.kind) {
    case 'view':
      return newsBetween(happening.before, happening.after, happening.removed);
    case 'timeline': {
      const toast = newsOfTimeline(happening.change, happening.view);
      return toast === null ? [] : [toast];
    }
    case 'notice':
      return [newsOfNotice(happening.notice)];
    case 'refusal':
      return [{ kind: 'note', person: null, text: errorWords(happening.error) }];
  }
}

const withToast = (model: Model, toast: Toast, now: number): Model => ({
  ...model,
  toasts: pushToast(tickToasts(model.toasts, now), toast, now),
});

function withLine(model: Model, toast: Toast, afterSeq: number): Model {
  const playback = toast.kind === 'playback';
  const line: Line = { id: model.nextId, afterSeq, text: toastWords(toast), playback };
  const last = model.lines.at(-1);
  // Somebody who looks for a scene makes one line, not twenty.
  const replaces = playback && last?.playback === true && last.afterSeq === afterSeq;
  const lines = replaces ? model.lines.slice(0, -1) : model.lines;
  return { ...model, lines: [...lines, line].slice(-LINES_MAX), nextId: model.nextId + 1 };
}
