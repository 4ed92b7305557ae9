import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../../extension/messaging/party-view.ts';
import { freshMessages, veilOf } from '../../../extension/overlay/chat-log.ts';
import { splitLinks } from '../../../extension/overlay/links.ts';
import { entriesOf, type LogInput, unreadCount } from '../../../extension/overlay/log-entries.ts';
import { mergeLog } from '../../../shared/party/chat-log.ts';
import { said } from './views.ts';

const log = (patch: Partial<LogInput> = {}) =>
  entriesOf({
    messages: [],
    pending: [],
    lines: [],
    you: 'mira',
    position: 100,
    epoch: 1,
    veil: true,
    seen: new Set(),
    ...patch,
  });
const at = (position: number, epoch = 1) => ({ you: 'mira', position, epoch });
const pending = (messageId: string): OutgoingMessage => ({ messageId, text: 'x', state: 'sending', error: null });

describe('chat log', () => {
  it('[S30] shows each message once and in order, however they came', () => {
    const all = [1, 2, 3, 5, 9].map((seq) => said(seq, 'ana'));
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all], { minLength: 1 }), (came) => {
        const seqs = mergeLog([], came).map((message) => message.seq);
        expect(seqs).toEqual([...new Set(came.map((message) => message.seq))].sort((a, b) => a - b));
      }),
    );
  });

  it('[S30] shows an own message once: pending until it came back', () => {
    expect(log({ pending: [pending('m1')] }).map((entry) => entry.kind)).toEqual(['pending']);
    expect(log({ messages: [said(1, 'mira')], pending: [pending('m1')] }).map((entry) => entry.kind)).toEqual([
      'message',
    ]);
  });

  it('puts lines between the messages where they happened', () => {
    const lines = [
      { id: 1, afterSeq: 0, text: 'a', playback: false },
      { id: 2, afterSeq: 1, text: 'b', playback: false },
      { id: 3, afterSeq: 2, text: 'c', playback: false },
    ];
    const kinds = log({ messages: [said(1, 'ana'), said(2, 'ana')], lines }).map((entry) =>
      entry.kind === 'line' ? entry.line.text : entry.kind === 'message' ? entry.message.seq : '',
    );
    expect(kinds).toEqual(['a', 1, 'b', 2, 'c']);
  });

  it('puts messages of one person together, unless something lies between or it is long ago', () => {
    const follows = (entries: ReturnType<typeof log>) =>
      entries.map((entry) => (entry.kind === 'message' ? entry.follows : null));
    expect(follows(log({ messages: [said(1, 'ana'), said(2, 'ana'), said(3, 'kei')] }))).toEqual([false, true, false]);
    expect(follows(log({ messages: [said(1, 'ana'), said(99, 'ana')] }))).toEqual([false, false]);
    const lines = [{ id: 1, afterSeq: 1, text: 'a', playback: false }];
    expect(follows(log({ messages: [said(1, 'ana'), said(2, 'ana')], lines }))).toEqual([false, null, false]);
  });

  it('veils scenes ahead: not one’s own, not the same scene; all of a title that one was never in', () => {
    expect(veilOf(said(1, 'ana', 104), at(100))).toEqual({ aheadS: 4, position: 104 });
    expect(veilOf(said(1, 'ana', 101.5), at(100))).toBeNull();
    expect(veilOf(said(1, 'mira', 104), at(100))).toBeNull();
    expect(veilOf(said(1, 'ana', null), at(100))).toBeNull();
    expect(veilOf(said(1, 'ana', 104), at(0))).toEqual({ aheadS: 104, position: 104 });
    expect(veilOf(said(1, 'ana', 0), at(0))).toBeNull();
    // A film time of the title before says nothing about this one.
    expect(veilOf({ ...said(1, 'ana', 104), epoch: 0 }, at(100))).toBeNull();
    expect(veilOf({ ...said(1, 'ana', 104), epoch: 1 }, at(100))).not.toBeNull();
    // Said of a title that our view does not show yet.
    expect(veilOf({ ...said(1, 'ana', 50), epoch: 2 }, at(100))).toEqual({ aheadS: 50, position: 50 });
    expect(log({ messages: [said(1, 'ana', 900)], veil: false })).toMatchObject([{ veil: null }]);
  });

  it('never takes a message back that was readable', () => {
    const [entry] = log({ messages: [said(1, 'ana', 900)], seen: new Set([1]) });
    expect(entry).toMatchObject({ veil: null });
  });

  it('takes words away, from whichever side the deed comes, and never gives them back', () => {
    const deed = { ...said(3, 'host'), removes: [1] };
    const own = { ...said(4, 'ana'), removes: [2] };
    const gone = { ...said(5, 'deleted'), removes: [2] };
    const words = [said(1, 'ana', 5, 'the brother'), said(2, 'ana', 6, 'did it')];
    for (const came of [
      mergeLog(words, [deed, own]),
      mergeLog([deed, own], words),
      mergeLog(mergeLog(words, [deed, own]), words),
    ]) {
      expect(came.slice(0, 2)).toMatchObject([
        { seq: 1, removed: 'moderator' },
        { seq: 2, removed: 'author' },
      ]);
      expect(JSON.stringify(came)).not.toMatch(/brother|did it/);
      // Deeds are no rows.
      expect(log({ messages: came }).map((entry) => entry.key)).toEqual(['seq-1', 'seq-2']);
    }
    // A copy from before, and the deed is not held any more.
    const bare = mergeLog(words, [deed]).slice(0, 1);
    expect(mergeLog(bare, words)[0]).toMatchObject({ removed: 'moderator', text: '—' });
    expect(mergeLog(words, [gone])[1]).toMatchObject({ memberId: 'deleted', name: '—', removed: 'account' });
  });

  it('keeps what did not change the same object, so that only news is told', () => {
    const words = [said(1, 'ana'), said(2, 'ana')];
    const merged = mergeLog(words, [{ ...said(3, 'ana'), removes: [2] }]);
    expect(merged[0]).toBe(words[0]);
    expect(merged[1]).not.toBe(words[1]);
    expect(mergeLog(merged, [])[1]).toBe(merged[1]);
  });

  it('marks a message for the one who is named in it', () => {
    const [first, second] = log({
      messages: [
        { ...said(1, 'ana'), mentions: ['mira'] },
        { ...said(2, 'ana'), mentions: ['kei'] },
      ],
    });
    expect([first, second]).toMatchObject([{ forMe: true }, { forMe: false }]);
  });

  it('counts what others wrote since one read, not deeds and not what is gone', () => {
    const messages = mergeLog([], [said(1, 'ana'), said(2, 'mira'), said(3, 'ana'), said(4, 'kei')]);
    expect(unreadCount([...messages, { ...said(5, 'kei'), removes: [1] }], 1, 'mira')).toBe(2);
    expect(freshMessages(messages.slice(0, 2), messages, 'mira').map((one) => one.seq)).toEqual([3, 4]);
    expect(unreadCount(messages, 1, 'mira')).toBe(2);
    expect(unreadCount(messages, 4, 'mira')).toBe(0);
  });
});

describe('[B1] links', () => {
  const hosts = (text: string) => splitLinks(text).flatMap((part) => (part.kind === 'link' ? [part.host] : []));
  it('keep every character of the message', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.webUrl(), fc.constant(' '))), (pieces) => {
        const text = pieces.join('');
        expect(
          splitLinks(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
  it('are http and https only', () => {
    expect(hosts('javascript:alert(1) data:text/html,x file:///etc ftp://x.org')).toEqual([]);
    expect(hosts('see https://a.org, and http://b.org/x.')).toEqual(['a.org', 'b.org']);
  });
  it('show the host that is asked, not the one that is drawn', () => {
    expect(hosts('https://аpple.com/')).toEqual(['xn--pple-43d.com']);
    expect(hosts('https://bank.com@evil.org/')).toEqual([]);
  });
  it('end before the sentence does, and keep their own brackets', () => {
    const links = splitLinks('(https://a.org/Film_(1999)) and https://b.org/?q=1!').filter(
      (part) => part.kind === 'link',
    );
    expect(links.map((part) => part.text)).toEqual(['https://a.org/Film_(1999)', 'https://b.org/?q=1']);
  });
});
