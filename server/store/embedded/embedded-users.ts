import type { UserRecord, UserStore } from '../store.ts';
import { type Collection, literal, UniqueViolation } from './collection.ts';

/**
 * A guest's keys are made of their id, so they are not kept: three entries in indexes for each of thousands who are never
 * looked for by a name were 700 bytes of a process's memory.
 */
export type UserDoc = Omit<UserRecord, 'usernameKey' | 'emailKey'> & {
  _id: string;
  usernameKey?: string;
  emailKey?: string;
};

const guestKey = (id: string) => `g:${id}`;

/** Without the keys that are made of the id. */
function withoutGuestKeys<T extends { usernameKey?: string; emailKey?: string }>(id: string, fields: T): T {
  const kept = { ...fields };
  if (kept.usernameKey === guestKey(id)) delete kept.usernameKey;
  if (kept.emailKey === guestKey(id)) delete kept.emailKey;
  return kept;
}

const whole = ({ _id, ...user }: UserDoc): UserRecord => ({
  ...user,
  usernameKey: user.usernameKey ?? guestKey(_id),
  emailKey: user.emailKey ?? guestKey(_id),
});
const bare = (doc: UserDoc | null): UserRecord | null => doc && whole(doc);

export function embeddedUsers(users: Collection<UserDoc>): UserStore {
  return {
    async insert(user) {
      try {
        await users.insert({ ...withoutGuestKeys<Omit<UserDoc, '_id'>>(user.id, user), _id: user.id });
        return 'inserted';
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        return (await users.findOne({ emailKey: user.emailKey })) ? 'email-taken' : 'username-taken';
      }
    },
    byId: async (id) => bare(await users.findOne({ _id: literal(id) })),
    byEmailKey: async (emailKey) => bare(await users.findOne({ emailKey: literal(emailKey) })),
    async update(id, patch) {
      try {
        return bare(await users.findOneAndUpdate({ _id: literal(id) }, { $set: withoutGuestKeys(id, patch) }));
      } catch (error) {
        if (error instanceof UniqueViolation) return 'username-taken';
        throw error;
      }
    },
    async setPicture(id, picture) {
      const found = await users.findBeforeAndUpdate({ _id: literal(id) }, { $set: { picture } });
      return found && { user: whole(found.after), replaced: found.before.picture ?? null };
    },
    setPassword: async (id, passwordHash) =>
      bare(await users.findOneAndUpdate({ _id: literal(id) }, { $set: { passwordHash }, $inc: { tokenVersion: 1 } })),
    async upgrade(id, account) {
      try {
        const change = { $set: { ...account, guest: false }, $inc: { tokenVersion: 1 } };
        return bare(await users.findOneAndUpdate({ _id: literal(id), guest: true }, change));
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        const holder = await users.findOne({ emailKey: literal(account.emailKey) });
        return holder && holder._id !== id ? 'email-taken' : 'username-taken';
      }
    },
    async bumpTokenVersion(id) {
      await users.findOneAndUpdate({ _id: literal(id) }, { $inc: { tokenVersion: 1 } });
    },
    remove: async (id) => users.remove({ _id: literal(id) }),
    async guestsSeenBefore(wallMs, limit) {
      const found = await users.filter((user) => user.guest && user.lastSeenAt < wallMs);
      found.sort((a, b) => a.lastSeenAt - b.lastSeenAt);
      return found.slice(0, limit).map((doc) => structuredClone(whole(doc)));
    },
  };
}
