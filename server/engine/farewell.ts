import { randomUUID } from 'node:crypto';
import { NOBODY, REDACTED } from '../../shared/party/chat-log.ts';
import type { Clock } from '../clock.ts';
import { erase } from '../party/membership.ts';
import type { Store } from '../store/store.ts';
import type { Announcer } from './announcer.ts';
import type { PartyEngine } from './party-engine.ts';

/** More parties than anybody has, so that none is missed. */
export const ALL_PARTIES = 10_000;

export interface FarewellNeeds {
  store: Store;
  engine: PartyEngine;
  announcer: Announcer;
  clock: Clock;
}

/** A5: a user out of every party and chat, and then out of the accounts; in this order, so that it can be repeated. */
export async function removeUser(userId: string, needs: FarewellNeeds): Promise<void> {
  const { store, engine } = needs;
  for (const party of await store.parties.ofMember(userId, ALL_PARTIES)) {
    await engine.run(party.id, (view) => erase(view, userId));
  }
  await takeWordsAway(userId, needs);
  await store.reactions.removeMember(userId);
  await store.pictures.removeUser(userId);
  await store.users.remove(userId);
  // One that was chosen meanwhile. Who is no more can't ask again, so this fails in silence: nobody can read it any more.
  await store.pictures.removeUser(userId).catch(() => undefined);
}

/** Told first, then done: who holds a copy hears of it even if this is the second try. */
async function takeWordsAway(userId: string, { store, announcer, clock }: FarewellNeeds): Promise<void> {
  for (const { partyId, seqs } of await store.chat.tracesOf(userId)) {
    const { message } = await store.chat.append(partyId, {
      messageId: randomUUID(),
      memberId: NOBODY,
      name: REDACTED,
      text: REDACTED,
      sentAt: clock.wall(),
      position: null,
      removes: seqs,
    });
    announcer.toParty(partyId, 'chat-message', message);
  }
  await store.chat.redactMember(userId);
}
