import type { Avatar } from '../../shared/party/party.ts';

/** How long a line stands, ms (one at a time). */
export const TOAST_MS = 3_000;
/** A flood is not worth reading: only the newest wait. */
const WAITING_MAX = 3;
/** Who moved the film is told at once; what stood there less than this comes again after. ms. */
const READ_AFTER_MS = 1_000;

export interface Person {
  id: string;
  name: string;
  avatar: Avatar | null;
}

/** `people` toasts merge names; `playback` ones replace each other, only the last says where the film is; others queue. */
export type Toast =
  | { kind: 'joined' | 'left'; people: readonly Person[] }
  | { kind: 'playback'; person: Person | null; text: string }
  | { kind: 'note'; person: Person | null; text: string };

export interface ToastQueue {
  readonly current: { toast: Toast; id: number; until: number } | null;
  readonly waiting: readonly Toast[];
  readonly nextId: number;
}

const without = (people: readonly Person[], gone: readonly Person[]) =>
  people.filter((person) => !gone.some((other) => other.id === person.id));

/** One toast out of two, or null if they must be read apart. */
function merge(older: Toast, newer: Toast): Toast | null {
  if (older.kind === 'playback' && newer.kind === 'playback') return newer;
  if (older.kind === 'note' && newer.kind === 'note') return older.text === newer.text ? newer : null;
  if ((older.kind === 'joined' || older.kind === 'left') && older.kind === newer.kind) {
    return { kind: older.kind, people: [...without(older.people, newer.people), ...newer.people] };
  }
  return null;
}

/** Add a toast: shown at once if nothing stands there, merged into what it belongs to, else it waits. */
export function pushToast(queue: ToastQueue, toast: Toast, now: number): ToastQueue {
  const { current } = queue;
  if (current === null || current.until <= now) return show({ ...queue, current: null }, toast, now);
  if (toast.kind === 'playback' && current.toast.kind !== 'playback') {
    const unread = current.until - now > TOAST_MS - READ_AFTER_MS ? [current.toast] : [];
    return show(
      { ...queue, waiting: [...unread, ...queue.waiting.filter((old) => old.kind !== 'playback')] },
      toast,
      now,
    );
  }
  const merged = queue.waiting.length === 0 ? merge(current.toast, toast) : null;
  if (merged) return show(queue, merged, now);
  const at = queue.waiting.findLastIndex((waiting) => merge(waiting, toast) !== null);
  const waiting =
    at < 0 ? [...queue.waiting, toast] : queue.waiting.map((old, i) => (i === at ? (merge(old, toast) ?? old) : old));
  return { ...queue, waiting: waiting.slice(-WAITING_MAX) };
}

/** Take away what has stood long enough and show the next. */
export function tickToasts(queue: ToastQueue, now: number): ToastQueue {
  if (queue.current === null || now < queue.current.until) return queue;
  const [next, ...rest] = queue.waiting;
  return next ? show({ ...queue, waiting: rest }, next, now) : { ...queue, current: null };
}

const show = (queue: ToastQueue, toast: Toast, now: number): ToastQueue => ({
  ...queue,
  current: { toast, id: queue.nextId, until: now + TOAST_MS },
  nextId: queue.nextId + 1,
});
