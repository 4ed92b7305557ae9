import { may } from '../../../shared/party/permissions.ts';
import { cleanText } from '../../../shared/protocol/clean-text.ts';
import { fail, ok } from '../../../shared/protocol/errors.ts';
import { CHAT_PAGE } from '../../../shared/protocol/limits.ts';
import type { Clock } from '../../clock.ts';
import type { Announcer } from '../../engine/announcer.ts';
import type { PartyEngine } from '../../engine/party-engine.ts';
import type { Connection } from '../../live/live-state.ts';
import { seatOf } from '../../party/live-party.ts';
import { partyPosition } from '../../party/timeline-change.ts';
import type { Store } from '../../store/store.ts';
import type { Handlers } from '../handle.ts';
import { seatOfSocket } from '../socket-types.ts';

interface Needs {
  engine: PartyEngine;
  store: Store;
  announcer: Announcer;
  clock: Clock;
}

/** S30: chat and reactions. A message is heard after it is durable: its number is the store's to give. */
export function chatHandlers({
  engine,
  store,
  announcer,
  clock,
}: Needs): Pick<Handlers, 'send-chat' | 'fetch-chat' | 'send-reaction'> {
  const speaker = async (seat: Connection, action: 'chat' | 'react') => {
    const view = await engine.view(seat.partyId);
    const member = view ? seatOf(view.party, seat.memberId) : null;
    if (!view || !member?.present || !may(member.role, action, view.party.settings.controlMode)) return null;
    return { member, position: partyPosition(view) };
  };
  return {
    'send-chat': async ({ socket, payload }) => {
      const seat = seatOfSocket(socket);
      const from = seat ? await speaker(seat, 'chat') : null;
      if (!seat || !from) return fail('not-a-member');
      const { message, repeated } = await store.chat.append(seat.partyId, {
        messageId: payload.messageId,
        memberId: seat.memberId,
        name: from.member.name,
        text: payload.text,
        sentAt: clock.wall(),
        position: from.position,
      });
      if (!repeated) announcer.toParty(seat.partyId, 'chat-message', message);
      return ok({ seq: message.seq });
    },
    'fetch-chat': async ({ socket, payload }) => {
      const seat = seatOfSocket(socket);
      if (!seat) return fail('not-a-member');
      const messages = await store.chat.after(seat.partyId, payload.afterSeq, CHAT_PAGE);
      return ok({ messages, chatSeq: await store.chat.lastSeq(seat.partyId) });
    },
    'send-reaction': async ({ socket, payload }) => {
      const seat = seatOfSocket(socket);
      const from = seat ? await speaker(seat, 'react') : null;
      if (!seat || !from) return fail('not-a-member');
      const emoji = cleanText(payload.emoji);
      if (emoji === '') return fail('bad-request', { fields: ['emoji'] });
      announcer.toParty(seat.partyId, 'reaction', { memberId: seat.memberId, emoji, position: from.position });
      return ok(null);
    },
  };
}
