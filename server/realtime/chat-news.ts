import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Announcer } from '../engine/announcer.ts';

/** Parties of which is remembered what was told (0.5 MB in all); beyond it the one told longest ago goes. */
const REMEMBERED = 5_000;

/** @param repeated this message was in the store before it was sent: who sent it had no answer, or lost it */
export type TellChat = (partyId: string, message: ChatMessage, repeated: boolean) => void;

/**
 * Tells a party of its messages. One that is sent again is told again, for the node that took it in may not have come to
 * it; unless this node told it, or one with a higher number, which shows everybody the gap before it (S30).
 */
export function chatNews(announcer: Pick<Announcer, 'toParty'>): TellChat {
  const told = new Map<string, number>();
  return (partyId, message, repeated) => {
    const newest = told.get(partyId) ?? 0;
    if (repeated && message.seq <= newest) return;
    announcer.toParty(partyId, 'chat-message', message);
    told.delete(partyId);
    told.set(partyId, Math.max(newest, message.seq));
    const [oldest] = told.keys();
    if (told.size > REMEMBERED && oldest !== undefined) told.delete(oldest);
  };
}
