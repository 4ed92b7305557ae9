import { ok, type Result } from '../../shared/protocol/errors.ts';
import { type Accounts, accountOf, personOf } from '../accounts/accounts.ts';
import type { Pictures } from '../accounts/pictures.ts';
import { ALL_PARTIES, type FarewellNeeds, removeUser } from '../engine/farewell.ts';
import { type Person, renamed } from '../party/membership.ts';
import { inPortions } from '../portions.ts';
import type { UserRecord } from '../store/store.ts';
import type { RouteHandlers } from './route.ts';

type Names = 'upgrade' | 'profile' | 'setPicture' | 'removePicture' | 'services' | 'exportAccount' | 'deleteAccount';

interface Needs extends FarewellNeeds {
  accounts: Accounts;
  pictures: Pictures;
  /** @param keep a token whose sockets stay */
  closeSockets(userId: string, keep?: string): void;
  /** Told of failures nobody waits for. */
  onError(error: unknown): void;
}

export function userRoutes(needs: Needs): Pick<RouteHandlers, Names> {
  const { accounts, pictures, store, engine, closeSockets, onError } = needs;
  const openPartiesOf = async (userId: string) =>
    (await store.parties.ofMember(userId, ALL_PARTIES)).filter((one) => one.endedAt === null);
  /**
   * Whoever sits with them sees who they are now. Never throws: the account is changed by then, and its owner must get the
   * answer, which may hold the only token that is left.
   */
  const tellParties = async (person: Person) => {
    try {
      await inPortions(await openPartiesOf(person.id), (party) =>
        engine.run(party.id, (view) => renamed(view, person)).catch(onError),
      );
    } catch (error) {
      onError(error);
    }
  };
  const changed = async (updated: Result<UserRecord>) => {
    if (!updated.ok) return updated;
    await tellParties(personOf(updated.value));
    return ok({ account: accountOf(updated.value) });
  };
  return {
    upgrade: async ({ user, input, token }) => {
      const upgraded = await accounts.upgrade(user, input);
      if (!upgraded.ok) return upgraded;
      closeSockets(user.id, token ?? undefined);
      const { username, avatar, guest } = upgraded.value.account;
      await tellParties({ id: user.id, name: username, avatar, guest });
      return upgraded;
    },
    profile: async ({ user, input }) => changed(await accounts.updateProfile(user, input)),
    setPicture: async ({ user, input }) => changed(await pictures.choose(user, Buffer.from(input.picture, 'base64'))),
    removePicture: async ({ user }) => changed(await pictures.remove(user)),
    services: async ({ user, input }) => {
      const updated = await accounts.setServices(user.id, input.streamingServices);
      return updated.ok ? ok({ account: accountOf(updated.value) }) : updated;
    },
    /** A5: all that is kept about the caller, and nothing about others. */
    exportAccount: async ({ user }) => {
      const parties = await store.parties.ofMember(user.id, ALL_PARTIES);
      const picture = user.picture ? await store.pictures.byId(user.picture) : null;
      return ok({
        account: { ...accountOf(user), createdAt: user.createdAt, lastSeenAt: user.lastSeenAt },
        picture: picture && { type: picture.type, base64: Buffer.from(picture.bytes).toString('base64') },
        parties: parties.map(({ partyCode, name, content, members, createdAt, endedAt }) => {
          const { role, joinedAt } = members.find((seat) => seat.id === user.id) ?? {};
          return { partyCode, name, content, role, joinedAt, createdAt, endedAt };
        }),
        messages: (await store.chat.ofMember(user.id)).map(({ text, sentAt }) => ({ text, sentAt })),
        reactions: (await store.reactions.ofMember(user.id)).map(({ emoji, at }) => ({ emoji, at })),
      });
    },
    deleteAccount: async ({ user }) => {
      const removed = await removeUser(user.id, needs);
      if (removed.ok) closeSockets(user.id);
      return removed;
    },
  };
}
