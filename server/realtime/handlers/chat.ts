import { fail, ok } from '../../../shared/protocol/errors.ts';
import type { ParsedPayload } from '../../../shared/protocol/events.ts';
import { CHAT_PAGE } from '../../../shared/protocol/limits.ts';
import type { Clock } from '../../clock.ts';
import type { Announcer } from '../../engine/announcer.ts';
import type { PartyEngine } from '../../engine/party-engine.ts';
import { Buckets } from '../../live/buckets.ts';
import { type LiveParty, seatOf, type View } from '../../party/live-party.ts';
import { silenced } from '../../party/moderation.ts';
import { partyPosition } from '../../party/timeline-change.ts';
import type { Store } from '../../store/store.ts';
import type { SayChat } from '../chat-news.ts';
import type { Handlers } from '../handle.ts';
import { TYPING_IN_PARTY } from '../rates.ts';
import { seatedAt } from '../seated.ts';

export interface ChatNeeds {
  engine: PartyEngine;
  store: Store;
  announcer: Announcer;
  clock: Clock;
  sayChat: SayChat;
}

/** The scene of the party's title that stands on the screen now. */
export const sceneOf = (view: View) => ({
  position: view.party.content ? partyPosition(view) : null,
  epoch: view.party.timeline.epoch,
});

/** What an answer or a mention refers to, without what is not there. */
function references(party: LiveParty, { replyTo, mentions = [] }: ParsedPayload<'send-chat'>) {
  const named = [...new Set(mentions)].filter((id) => seatOf(party, id)?.present);
  return { ...(replyTo === undefined ? {} : { replyTo }), ...(named.length > 0 ? { mentions: named } : {}) };
}

/** S30: a message is heard after it is durable: its number is the store's to give. */
export function chatHandlers(needs: ChatNeeds): Pick<Handlers, 'send-chat' | 'fetch-chat' | 'chat-typing'> {
  const { engine, store, announcer, clock, sayChat } = needs;
  const typing = new Buckets();
  return {
    'send-chat': async ({ socket, payload }) => {
      const seated = await seatedAt(engine, socket);
      if (!seated) return fail('not-a-member');
      const { seat, view } = seated;
      const refusal = silenced(view.party, seat.memberId, 'chat');
      if (refusal) return fail(refusal);
      const { seq } = await sayChat(seat.partyId, {
        messageId: payload.messageId,
        memberId: seat.memberId,
        name: seatOf(view.party, seat.memberId)?.name ?? '',
        text: payload.text,
        sentAt: clock.wall(),
        ...sceneOf(view),
        ...references(view.party, payload),
      });
      return ok({ seq });
    },
    'fetch-chat': async ({ socket, payload }) => {
      const seated = await seatedAt(engine, socket);
      if (!seated) return fail('not-a-member');
      const { seat } = seated;
      const messages =
        'afterSeq' in payload
          ? await store.chat.after(seat.partyId, payload.afterSeq, CHAT_PAGE)
          : await store.chat.before(seat.partyId, payload.beforeSeq, CHAT_PAGE);
      return ok({ messages, chatSeq: await store.chat.lastSeq(seat.partyId) });
    },
    'chat-typing': async ({ socket, receivedAt }) => {
      const seated = await seatedAt(engine, socket);
      if (!seated) return fail('not-a-member');
      const { seat, view } = seated;
      const refusal = silenced(view.party, seat.memberId, 'chat');
      if (refusal) return fail(refusal);
      // One that is not told is no loss: the next comes in a moment.
      const free = typing.take(seat.partyId, TYPING_IN_PARTY, receivedAt) === 0;
      if (free) announcer.toParty(seat.partyId, 'member-typing', { memberId: seat.memberId });
      return ok(null);
    },
  };
}
