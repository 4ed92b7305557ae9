import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { NOBODY, REDACTED } from '../../shared/party/chat-log.ts';
import { CHAT_HISTORY_KEPT, REACTIONS_KEPT } from '../../shared/protocol/limits.ts';
import { WALL } from '../support/records.ts';

const message = (memberId: string, messageId: string) => ({
  messageId,
  memberId,
  name: 'Ana',
  text: `text ${messageId}`,
  sentAt: WALL,
  position: 1.5,
});

/** The part of a store's contract that is about what people say and feel. @param store that of the test which runs */
export function describeSaid(store: () => Store): void {
  describe('chat', () => {
    it('[S30] numbers without gaps, a party apart from another, also under concurrency', async () => {
      const appends = Array.from({ length: 30 }, (_, n) => store().chat.append('p', message('ana', `m${n}`)));
      const seqs = (await Promise.all(appends)).map((one) => one.message.seq);
      expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
      expect((await store().chat.append('q', message('ana', 'm0'))).message.seq).toBe(1);
      expect(await store().chat.lastSeq('p')).toBe(30);
      expect(await store().chat.lastSeq('nothing')).toBe(0);
    });

    it('[S30] a retry gets the number it has; another member may use the same id', async () => {
      const retries = await Promise.all([1, 2, 3].map(() => store().chat.append('p', message('ana', 'same'))));
      expect(retries.map((one) => one.message.seq)).toEqual([1, 1, 1]);
      expect(retries.filter((one) => !one.repeated)).toHaveLength(1);
      expect((await store().chat.append('p', message('kei', 'same'))).message.seq).toBe(2);
    });

    it('pages forward and gives the newest', async () => {
      for (let n = 1; n <= 6; n++) await store().chat.append('p', message('ana', `m${n}`));
      const seqs = (list: { seq: number }[]) => list.map((one) => one.seq);
      expect(seqs(await store().chat.after('p', 2, 3))).toEqual([3, 4, 5]);
      expect(seqs(await store().chat.newest('p', 0, 2))).toEqual([5, 6]);
      expect(seqs(await store().chat.newest('p', 5, 10))).toEqual([6]);
      expect((await store().chat.after('p', 0, 1))[0]).toEqual({ ...message('ana', 'm1'), seq: 1 });
    });

    it('pages backward, in order, and finds one by its number', async () => {
      for (let n = 1; n <= 6; n++) await store().chat.append('p', message('ana', `m${n}`));
      const seqs = (list: { seq: number }[]) => list.map((one) => one.seq);
      expect(seqs(await store().chat.before('p', 5, 3))).toEqual([2, 3, 4]);
      expect(seqs(await store().chat.before('p', 3, 10))).toEqual([1, 2]);
      expect(await store().chat.before('p', 1, 10)).toEqual([]);
      expect(await store().chat.bySeq('p', 4)).toEqual({ ...message('ana', 'm4'), seq: 4 });
      expect(await store().chat.bySeq('p', 7)).toBeNull();
      expect(await store().chat.bySeq('q', 4)).toBeNull();
    });

    it('keeps scene, answer and mentions, and takes words away for good', async () => {
      const rich = { ...message('ana', 'm1'), epoch: 2, replyTo: 7, mentions: ['kei', 'jo'] };
      await store().chat.append('p', rich);
      await store().chat.append('p', { ...message('kei', 'm2'), removes: [1] });
      expect(await store().chat.bySeq('p', 1)).toEqual({ ...rich, seq: 1 });
      expect(await store().chat.bySeq('p', 2)).toMatchObject({ removes: [1] });
      await store().chat.redact('p', 1, 'moderator');
      const { replyTo: _, mentions: __, ...rest } = rich;
      expect(await store().chat.bySeq('p', 1)).toEqual({ ...rest, seq: 1, text: REDACTED, removed: 'moderator' });
      // The same words again are still a retry, and do not bring them back.
      expect(await store().chat.append('p', rich)).toMatchObject({ repeated: true, message: { text: REDACTED } });
    });

    it('keeps a bounded history, and the numbers go on', async () => {
      const many = CHAT_HISTORY_KEPT + 60;
      for (let n = 1; n <= many; n += 4) {
        const batch = Array.from({ length: 4 }, (_, i) => message('ana', `m${n + i}`));
        await Promise.all(batch.map((one) => store().chat.append('p', one)));
      }
      const kept = await store().chat.after('p', 0, many);
      expect(kept.length).toBeGreaterThanOrEqual(CHAT_HISTORY_KEPT);
      expect(kept.length).toBeLessThan(CHAT_HISTORY_KEPT + 60);
      expect(await store().chat.lastSeq('p')).toBe(many);
    });

    it('[A5] redacts a member without leaving a gap, and exports their messages', async () => {
      await store().chat.append('p', message('ana', 'm1'));
      await store().chat.append('p', { ...message('kei', 'm2'), mentions: ['ana', 'jo'] });
      await store().chat.append('q', message('ana', 'm3'));
      await store().chat.append('p', message('ana', 'm3'));
      expect((await store().chat.tracesOf('ana')).toSorted((a, b) => a.partyId.localeCompare(b.partyId))).toEqual([
        { partyId: 'p', seqs: [1, 3] },
        { partyId: 'q', seqs: [1] },
      ]);
      expect((await store().chat.ofMember('ana')).map((one) => one.text).toSorted()).toEqual([
        'text m1',
        'text m3',
        'text m3',
      ]);
      await store().chat.redactMember('ana');
      const [first, second] = await store().chat.after('p', 0, 10);
      expect(first).toMatchObject({ seq: 1, memberId: NOBODY, name: REDACTED, text: REDACTED, removed: 'account' });
      expect(second).toMatchObject({ seq: 2, text: 'text m2', mentions: ['jo'] });
      expect(await store().chat.ofMember('ana')).toEqual([]);
    });

    it('removes a party’s messages', async () => {
      await store().chat.append('p', message('ana', 'm1'));
      await store().chat.removeParty('p');
      expect(await store().chat.after('p', 0, 10)).toEqual([]);
      expect((await store().chat.append('p', message('ana', 'm1'))).message.seq).toBe(1);
    });
  });

  describe('reactions', () => {
    const felt = (memberId: string, position: number, at = WALL, epoch = 0) => ({
      memberId,
      emoji: '👏',
      position,
      epoch,
      at,
    });
    type Felt = ReturnType<typeof felt>;
    const at = (partyId: string, some: Felt[]) => some.map((one) => ({ ...one, partyId, id: randomUUID() }));

    it('gives those of a title in the order of the film, a party apart from another', async () => {
      await store().reactions.add(at('p', [felt('ana', 30), felt('kei', 10.5)]));
      await store().reactions.add([
        ...at('p', [felt('ana', 20), felt('ana', 5, WALL, 1)]),
        ...at('q', [felt('ana', 15)]),
      ]);
      expect(await store().reactions.ofTitle('p', 0)).toEqual([felt('kei', 10.5), felt('ana', 20), felt('ana', 30)]);
      expect(await store().reactions.ofTitle('p', 2)).toEqual([]);
      await store().reactions.removeParty('p');
      expect(await store().reactions.ofTitle('p', 0)).toEqual([]);
      expect(await store().reactions.ofTitle('q', 0)).toHaveLength(1);
    });

    it('takes those that come again, in whatever company, for what they are', async () => {
      const [first, second, third] = at('p', [felt('ana', 1), felt('ana', 2), felt('ana', 3)]);
      await store().reactions.add([second!]);
      await store().reactions.add([first!, second!, third!]);
      await store().reactions.add([third!, first!]);
      expect((await store().reactions.ofTitle('p', 0)).map((one) => one.position)).toEqual([1, 2, 3]);
    });

    it('keeps a bounded number, the newest', async () => {
      const many = REACTIONS_KEPT * 1.5;
      for (let n = 0; n < many; n += 100) {
        const some = Array.from({ length: 100 }, (_, i) => felt('ana', n + i, WALL + n + i));
        await store().reactions.add(at('p', some));
      }
      const kept = await store().reactions.ofTitle('p', 0);
      expect(kept.length).toBeGreaterThanOrEqual(REACTIONS_KEPT);
      expect(kept.length).toBeLessThanOrEqual(REACTIONS_KEPT * 1.1);
      expect(kept.at(-1)?.position).toBe(many - 1);
    });

    it('[A5] exports and removes those of a member', async () => {
      await store().reactions.add(at('p', [felt('ana', 1), felt('kei', 2)]));
      expect(await store().reactions.ofMember('ana')).toEqual([felt('ana', 1)]);
      await store().reactions.removeMember('ana');
      expect(await store().reactions.ofMember('ana')).toEqual([]);
      expect(await store().reactions.ofTitle('p', 0)).toEqual([felt('kei', 2)]);
    });
  });
}
