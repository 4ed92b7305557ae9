import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../shared/party/chat.ts';
import { CHAT_HISTORY_KEPT } from '../../../shared/protocol/limits.ts';
import { judgeChat, noChatFaults } from '../../chaos/chat-verdict.ts';
import type { Said, Testimony } from '../../chaos/testimony.ts';

const message = (seq: number, memberId: string, messageId: string): ChatMessage => ({
  seq,
  messageId,
  memberId,
  name: memberId,
  text: `words ${messageId}`,
  sentAt: seq,
  position: null,
});
const said = (seq: number, messageId: string): Said => ({ messageId, text: `words ${messageId}`, seq });
const person = (memberId: string, all: readonly Said[]): Testimony => ({
  memberId,
  moves: new Map(),
  acknowledged: [],
  heard: [],
  said: all,
  held: null,
});

const LOG = [message(1, 'ana', 'm1'), message(2, 'kei', 'm1'), message(3, 'ana', 'm2')];
const PEOPLE = [person('ana', [said(1, 'm1'), said(3, 'm2')]), person('kei', [said(2, 'm1')])];

describe('the verdict of chaos on words', () => {
  it('finds nothing where each is there once', () => {
    expect(judgeChat(LOG, PEOPLE)).toEqual(noChatFaults());
    // Written and never acknowledged: nobody was promised anything.
    expect(judgeChat([...LOG, message(4, 'kei', 'm2')], PEOPLE)).toEqual(noChatFaults());
  });

  it('lost: acknowledged, and not there, or under another number, or with other words', () => {
    const lost = (log: readonly ChatMessage[]) => judgeChat(log, PEOPLE).chatLost;
    expect(judgeChat(LOG.slice(0, 2), PEOPLE)).toEqual({ ...noChatFaults(), chatLost: ['ana:m2 as 3'] });
    expect(lost([])).toHaveLength(3);
    expect(lost([LOG[0]!, { ...LOG[1]!, text: 'other words' }, LOG[2]!])).toEqual(['kei:m1 as 2']);
    const renumbered = [LOG[0]!, message(2, 'other', 'm1'), LOG[2]!, message(4, 'kei', 'm1')];
    expect(lost(renumbered)).toEqual(['kei:m1 as 2']);
  });

  it('doubled: there twice', () => {
    const log = [...LOG, message(4, 'kei', 'm1')];
    expect(judgeChat(log, PEOPLE)).toEqual({ ...noChatFaults(), chatDoubled: ['kei:m1: 2,4'] });
  });

  it('reordered: a number is missing or comes twice, or a member’s messages stand in another order', () => {
    expect(judgeChat([LOG[0]!, LOG[2]!], [PEOPLE[0]!]).chatReordered).toEqual(['3 stands where 2 should']);
    expect(judgeChat([...LOG, message(3, 'kei', 'm3')], PEOPLE).chatReordered).toEqual(['3 stands where 4 should']);
    const turned = person('ana', [said(3, 'm2'), said(1, 'm1')]);
    expect(judgeChat(LOG, [turned]).chatReordered).toEqual(['ana:m1 has 1, the one before it 3']);
  });

  it('of a party that said more than is kept the newest count', () => {
    const all = Array.from({ length: CHAT_HISTORY_KEPT + 5 }, (_, n) => n + 1);
    const log = all.slice(5).map((seq) => message(seq, 'ana', `m${seq}`));
    const ana = person(
      'ana',
      all.map((seq) => said(seq, `m${seq}`)),
    );
    expect(judgeChat(log, [ana])).toEqual(noChatFaults());
    expect(judgeChat(log.slice(1), [ana]).chatLost).toHaveLength(6);
  });
});
