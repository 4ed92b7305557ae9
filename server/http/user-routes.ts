import { ok } from '../../shared/protocol/errors.ts';
import { type Accounts, accountOf, personOf } from '../accounts/accounts.ts';
import { ALL_PARTIES, type FarewellNeeds, removeUser } from '../engine/farewell.ts';
import { renamed } from '../party/membership.ts';
import type { RouteHandlers } from './route.ts';

type Names = 'profile' | 'services' | 'exportAccount' | 'deleteAccount';

interface Needs extends FarewellNeeds {
  accounts: Accounts;
  closeSockets(userId: string): void;
}

export function userRoutes(needs: Needs): Pick<RouteHandlers, Names> {
  const { accounts, store, engine, closeSockets } = needs;
  return {
    profile: async ({ user, input }) => {
      const updated = await accounts.updateProfile(user, input);
      if (!updated.ok) return updated;
      const parties = await store.parties.ofMember(user.id, ALL_PARTIES);
      const person = personOf(updated.value);
      for (const party of parties.filter((one) => one.endedAt === null)) {
        await engine.run(party.id, (view) => renamed(view, person));
      }
      return ok({ account: accountOf(updated.value) });
    },
    services: async ({ user, input }) => {
      const updated = await accounts.setServices(user.id, input.streamingServices);
      return updated.ok ? ok({ account: accountOf(updated.value) }) : updated;
    },
    /** A5: all that is kept about the caller, and nothing about others. */
    exportAccount: async ({ user }) => {
      const parties = await store.parties.ofMember(user.id, ALL_PARTIES);
      return ok({
        account: { ...accountOf(user), createdAt: user.createdAt, lastSeenAt: user.lastSeenAt },
        parties: parties.map(({ partyCode, name, content, members, createdAt, endedAt }) => {
          const { role, joinedAt } = members.find((seat) => seat.id === user.id) ?? {};
          return { partyCode, name, content, role, joinedAt, createdAt, endedAt };
        }),
        messages: (await store.chat.ofMember(user.id)).map(({ text, sentAt }) => ({ text, sentAt })),
        reactions: (await store.reactions.ofMember(user.id)).map(({ emoji, at }) => ({ emoji, at })),
      });
    },
    deleteAccount: async ({ user }) => {
      await removeUser(user.id, needs);
      closeSockets(user.id);
      return ok(null);
    },
  };
}
