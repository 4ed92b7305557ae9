import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../extension/overlay/model.ts';
import { newsBetween, newsOfNotice, newsOfTimeline } from '../../../extension/overlay/news.ts';
import { toastWords } from '../../../extension/overlay/toast-words.ts';
import { pushToast, TOAST_MS, type Toast, type ToastQueue, tickToasts } from '../../../extension/overlay/toasts.ts';
import { change, member, view } from './views.ts';

type Role = ReturnType<typeof member>['role'];

const person = (id: string) => ({ id, name: id, avatar: null });
const joined = (...ids: string[]): Toast => ({ kind: 'joined', people: ids.map(person) });
const jumped = (text: string): Toast => ({ kind: 'playback', person: null, text });
const note = (text: string): Toast => ({ kind: 'note', person: null, text });
const push = (toasts: Toast[], now = 0, queue: ToastQueue = EMPTY.toasts) =>
  toasts.reduce((held, toast) => pushToast(held, toast, now), queue);
const shown = (queue: ToastQueue) => (queue.current ? toastWords(queue.current.toast) : null);

describe('toasts', () => {
  it('stand one at a time, 3 s each', () => {
    let queue = push([note('a'), note('b')]);
    expect(shown(queue)).toBe('a');
    queue = tickToasts(queue, TOAST_MS - 1);
    expect(shown(queue)).toBe('a');
    queue = tickToasts(queue, TOAST_MS);
    expect(shown(queue)).toBe('b');
    expect(shown(tickToasts(queue, 2 * TOAST_MS))).toBeNull();
  });

  it('merge people: "Ana and Kei joined", counted when many, each once', () => {
    expect(shown(push([joined('Ana'), joined('Kei')]))).toBe('Ana and Kei joined');
    expect(shown(push([joined('Ana'), joined('Kei'), joined('Ana')]))).toBe('Kei and Ana joined');
    expect(shown(push('abcdef'.split('').map((id) => joined(id))))).toBe('a, b and 4 others joined');
  });

  it('merge while they wait as well, and merging starts the 3 s anew', () => {
    let queue = push([note('x'), joined('Ana')]);
    queue = pushToast(queue, joined('Kei'), 100);
    expect(shown(tickToasts(queue, TOAST_MS))).toBe('Ana and Kei joined');
    expect(push([joined('Kei')], 2_000, push([joined('Ana')])).current?.until).toBe(2_000 + TOAST_MS);
  });

  it('say at once where the film is, and only the last of it', () => {
    const queue = push([jumped('12:30'), jumped('12:40')], 1_500, push([joined('Ana')]));
    expect(shown(queue)).toBe('12:40');
    expect(queue.waiting).toEqual([]);
  });

  it('bring back what the film pushed away before it could be read', () => {
    const queue = push([jumped('12:30')], 200, push([joined('Ana')]));
    expect(shown(queue)).toBe('12:30');
    expect(shown(tickToasts(queue, 200 + TOAST_MS))).toBe('Ana joined');
  });

  it('keep only the newest of a flood', () => {
    const queue = push(['a', 'b', 'c', 'd', 'e', 'f'].map(note));
    expect(queue.waiting).toHaveLength(3);
    expect(queue.waiting.at(-1)).toEqual(note('f'));
  });
});

describe('news', () => {
  const before = view();
  const words = (after: ReturnType<typeof view>) => newsBetween(before, after).map(toastWords);

  it('is nothing on the first view', () => expect(newsBetween(null, view())).toEqual([]));
  it('is who came and who went, without oneself', () => {
    expect(words(view({ members: [member('mira', 1), member('kei', 3)] }))).toEqual(['Kei joined', 'Ana left']);
    expect(words(view({ members: [member('ana', 2)] }))).toEqual([]);
  });
  it('[S29] is a new host', () => {
    const host = (id: string) =>
      view({
        members: [member('mira', 1), member('ana', 2)].map((one) => (one.id === id ? { ...one, role: 'host' } : one)),
      });
    expect(newsBetween(host('ana'), host('mira')).map(toastWords)).toEqual(['You are the host now']);
    expect(newsBetween(host('mira'), host('ana')).map(toastWords)).toEqual(['Ana is the host now']);
  });
  it('is who becomes a co-host and who no longer is, but not what comes with a hand-over', () => {
    const roles = (mira: Role, ana: Role) =>
      view({
        members: [
          { ...member('mira', 1), role: mira },
          { ...member('ana', 2), role: ana },
        ],
      });
    const told = (from: [Role, Role], to: [Role, Role]) => newsBetween(roles(...from), roles(...to)).map(toastWords);
    expect(told(['host', 'member'], ['host', 'co-host'])).toEqual(['Ana is a co-host now']);
    expect(told(['host', 'co-host'], ['host', 'member'])).toEqual(['Ana is no longer a co-host']);
    expect(told(['member', 'host'], ['co-host', 'host'])).toEqual(['You are a co-host now']);
    expect(told(['co-host', 'host'], ['member', 'host'])).toEqual(['You are no longer a co-host']);
    expect(told(['host', 'member'], ['co-host', 'host'])).toEqual(['Ana is the host now']);
  });
  it('is a door that is closed or opened', () => {
    const locked = { settings: { ...before.settings, locked: true } };
    expect(words(view(locked))).toEqual(['The door is closed now: nobody new gets in']);
    expect(newsBetween(view(locked), before).map(toastWords)).toEqual(['The door is open again']);
  });
  it.each([
    ['video-seek', 'Ana jumped to 12:30'],
    ['video-pause', 'Ana paused at 12:30'],
    ['video-play', 'Ana pressed play'],
    ['video-rate', 'Ana set the speed to 1.5×'],
    ['change-content', 'Ana opened another title'],
  ])('%s reads "%s"', (name, words) => {
    const toast = newsOfTimeline(change(name), before);
    expect(toast && toastWords(toast)).toBe(words);
  });
  it('does not tell better data of the same title as a new one', () => {
    const content = { ...before.content!, duration: 120 };
    expect(newsOfTimeline(change('change-content', { content }), before)).toBeNull();
    const other = { ...content, mediaKey: '2', title: 'The Window' };
    expect(newsOfTimeline(change('change-content', { content: other }), before)).not.toBeNull();
  });
  it('leaves out what one did oneself and what the server did', () => {
    expect(newsOfTimeline(change('video-seek', { by: { memberId: 'mira', name: 'Mira' } }), before)).toBeNull();
    expect(newsOfTimeline(change('video-pause', { by: null, reason: 'hold' }), before)).toBeNull();
    expect(newsOfTimeline(change('video-pause', { reason: 'hold' }), before)).toBeNull();
  });
  it('says what the host alone may do', () => {
    expect(toastWords(newsOfNotice({ kind: 'not-allowed', at: 1 }))).toBe('Only the hosts can do that here');
  });
  it.each([
    ['timeout', 'The server did not answer in time. Try once more.'],
    ['conflict', 'Somebody else was quicker. Do it again if you still want to.'],
    ['stale-epoch', 'The party has moved on to another title. We are following it.'],
    ['rate-limited', 'That was a lot at once.'],
    ['party-ended', 'This party is over. Ask the host to start a new one.'],
  ] as const)('says why one’s own press was undone: %s', (why, words) => {
    expect(toastWords(newsOfNotice({ kind: 'command-refused', at: 1, why }))).toBe(words);
  });
});
