import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Announcer } from '../engine/announcer.ts';
import type { ChatStore } from '../store/store.ts';

/** Parties of which is remembered what was told (0.5 MB in all); beyond it the one told longest ago goes. */
const REMEMBERED = 5_000;

/** Keeps a message and tells the party of it. @throws StoreUnavailable */
export type SayChat = (partyId: string, message: Omit<ChatMessage, 'seq'>) => Promise<ChatMessage>;

/**
 * S30: a message is heard after it is durable. One that is sent again is told again, for the node that took it in may not
 * have come to it; unless this node told it, or one with a higher number, which shows everybody the gap before it.
 */
export function chatNews(store: Pick<ChatStore, 'append'>, announcer: Pick<Announcer, 'toParty'>): SayChat {
  const told = new Map<string, number>();
  /** What is being kept. A retry that came right behind waits for its word, or it would be told twice. */
  const saying = new Map<string, Promise<ChatMessage>>();

  const say: SayChat = async (partyId, draft) => {
    const { message, repeated } = await store.append(partyId, draft);
    const newest = told.get(partyId) ?? 0;
    if (repeated && message.seq <= newest) return message;
    announcer.toParty(partyId, 'chat-message', message);
    told.delete(partyId);
    told.set(partyId, Math.max(newest, message.seq));
    const [oldest] = told.keys();
    if (told.size > REMEMBERED && oldest !== undefined) told.delete(oldest);
    return message;
  };
  return async (partyId, draft) => {
    const key = `${partyId}:${draft.memberId}:${draft.messageId}`;
    const first = saying.get(key);
    const mine = first ? first.catch(() => undefined).then(() => say(partyId, draft)) : say(partyId, draft);
    saying.set(key, mine);
    try {
      return await mine;
    } finally {
      if (saying.get(key) === mine) saying.delete(key);
    }
  };
}
