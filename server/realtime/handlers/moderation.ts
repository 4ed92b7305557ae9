import { REDACTED } from '../../../shared/party/chat-log.ts';
import { fail, ok } from '../../../shared/protocol/errors.ts';
import { seatOf } from '../../party/live-party.ts';
import { mayRemove, mute } from '../../party/moderation.ts';
import type { Handlers } from '../handle.ts';
import { seatedAt } from '../seated.ts';
import { seatOfSocket } from '../socket-types.ts';
import type { ChatNeeds } from './chat.ts';

/** Words that should not stand there, and people who should not write. */
export function moderationHandlers(needs: ChatNeeds): Pick<Handlers, 'delete-chat' | 'mute-member'> {
  const { engine, store, clock, sayChat } = needs;
  return {
    'delete-chat': async ({ socket, payload }) => {
      const seated = await seatedAt(engine, socket);
      if (!seated) return fail('not-a-member');
      const { seat, view } = seated;
      const message = await store.chat.bySeq(seat.partyId, payload.seq);
      if (!message) return fail('not-found');
      const deed = mayRemove(view.party, seat.memberId, message);
      if (deed !== 'author' && deed !== 'moderator') return fail(deed);
      // The words first: after a crash between the two, the retry finds them gone and tells everybody.
      if (!message.removed) await store.chat.redact(seat.partyId, message.seq, deed);
      const { seq } = await sayChat(seat.partyId, {
        messageId: payload.messageId,
        memberId: seat.memberId,
        name: seatOf(view.party, seat.memberId)?.name ?? REDACTED,
        text: REDACTED,
        sentAt: clock.wall(),
        position: null,
        removes: [message.seq],
      });
      return ok({ seq });
    },
    'mute-member': async ({ socket, payload }) => {
      const seat = seatOfSocket(socket);
      if (!seat) return fail('not-a-member');
      return engine.run(seat.partyId, (view) => mute(view, seat.memberId, payload));
    },
  };
}
