import { leave } from '../party/membership.ts';
import type { Store } from '../store/store.ts';
import type { PartyEngine } from './party-engine.ts';

/** More parties than anybody has, so that none is missed. */
export const ALL_PARTIES = 10_000;

/** A5: a user out of every party and chat, and then out of the accounts; in this order, so that it can be repeated. */
export async function removeUser(userId: string, store: Store, engine: PartyEngine): Promise<void> {
  for (const party of await store.parties.ofMember(userId, ALL_PARTIES)) {
    await engine.run(party.id, (view) => leave(view, userId));
  }
  await store.chat.redactMember(userId);
  await store.users.remove(userId);
}
