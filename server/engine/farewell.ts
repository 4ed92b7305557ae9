import { randomUUID } from 'node:crypto';
import { NOBODY, REDACTED } from '../../shared/party/chat-log.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import type { Clock } from '../clock.ts';
import { type Decision, unchanged } from '../party/decision.ts';
import type { View } from '../party/live-party.ts';
import { erase } from '../party/membership.ts';
import type { Store } from '../store/store.ts';
import type { Announcer } from './announcer.ts';
import type { PartyEngine } from './party-engine.ts';

/** More parties than anybody has, so that none is missed. */
export const ALL_PARTIES = 10_000;

/** Who could not be let go is asked to try again then. */
const RETRY_AFTER_MS = 2_000;

export interface FarewellNeeds {
  store: Store;
  engine: PartyEngine;
  announcer: Announcer;
  clock: Clock;
}

/** How often the parties are asked in all: one that many people press at loses races. */
const ATTEMPTS = 5;

/**
 * A5: a user out of every party and chat, and then out of the accounts; in this order, so that it can be repeated.
 * @returns `conflict` if a party could not be left: the account is there still, and asking again goes on from there
 * @throws StoreUnavailable
 */
export async function removeUser(userId: string, needs: FarewellNeeds): Promise<Result<null>> {
  const { store } = needs;
  const left = await leaveAll(userId, needs);
  if (!left.ok) return left;
  await takeWordsAway(userId, needs);
  await store.reactions.removeMember(userId);
  await store.pictures.removeUser(userId);
  await store.users.remove(userId);
  // A party that they came into meanwhile, and a picture that was chosen. Who is no more can't ask again.
  await leaveAll(userId, needs).catch(() => undefined);
  await store.pictures.removeUser(userId).catch(() => undefined);
  return ok(null);
}

/** Until the store itself knows of no party with them. */
async function leaveAll(userId: string, { store, engine }: FarewellNeeds): Promise<Result<null>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const parties = await store.parties.ofMember(userId, ALL_PARTIES);
    if (parties.length === 0) return ok(null);
    for (const party of parties) await engine.run(party.id, (view) => eraseOrConfirm(view, userId));
  }
  return fail('conflict', { retryAfterMs: RETRY_AFTER_MS });
}

function eraseOrConfirm(view: View, userId: string): Decision<null> {
  const erased = erase(view, userId);
  // Gone from live memory and not from the store: a node died between the two. Said again, it is written.
  return erased.ok ? erased : unchanged(view, null);
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
