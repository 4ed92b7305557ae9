import { ok } from '../../shared/protocol/errors.ts';
import { type Accounts, accountOf } from '../accounts/accounts.ts';
import type { RouteHandlers } from './route.ts';

type Names = 'register' | 'login' | 'guest' | 'me' | 'logoutEverywhere';

/** @param closeSockets cuts a user's sockets: their tokens are not valid any more */
export function authRoutes(accounts: Accounts, closeSockets: (userId: string) => void): Pick<RouteHandlers, Names> {
  return {
    register: ({ input }) => accounts.register(input),
    login: ({ input }) => accounts.login(input.email, input.password),
    guest: async ({ input }) => ok(await accounts.guest(input.name)),
    me: async ({ user }) => ok({ account: accountOf(user) }),
    logoutEverywhere: async ({ user }) => {
      await accounts.logoutEverywhere(user.id);
      closeSockets(user.id);
      return ok(null);
    },
  };
}
