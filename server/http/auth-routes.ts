import { ok } from '../../shared/protocol/errors.ts';
import { type Accounts, accountOf } from '../accounts/accounts.ts';
import type { RouteHandlers } from './route.ts';

type Names = 'register' | 'login' | 'guest' | 'me' | 'logoutEverywhere' | 'changePassword';

/**
 * @param closeSockets cuts a user's sockets, whose tokens are not valid any more; `keep`: all but those of this token,
 *   whose owner gets a new one and should not fall out of a party for it
 */
export function authRoutes(
  accounts: Accounts,
  closeSockets: (userId: string, keep?: string) => void,
): Pick<RouteHandlers, Names> {
  return {
    register: ({ input }) => accounts.register(input),
    login: ({ input }) => accounts.login(input.email, input.password),
    guest: async ({ input }) => ok(await accounts.guest(input.name)),
    me: async ({ user }) => ok({ account: accountOf(user) }),
    changePassword: async ({ user, input, token }) => {
      const changed = await accounts.changePassword(user, input.currentPassword, input.newPassword);
      if (changed.ok) closeSockets(user.id, token ?? undefined);
      return changed;
    },
    logoutEverywhere: async ({ user }) => {
      await accounts.logoutEverywhere(user.id);
      closeSockets(user.id);
      return ok(null);
    },
  };
}
