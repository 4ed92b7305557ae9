import type { UserRecord, UserStore } from '../store.ts';
import { type Collection, literal, UniqueViolation } from './collection.ts';

export type UserDoc = UserRecord & { _id: string };

const bare = (doc: UserDoc | null): UserRecord | null => {
  if (!doc) return null;
  const { _id, ...user } = doc;
  return user;
};

export function embeddedUsers(users: Collection<UserDoc>): UserStore {
  return {
    async insert(user) {
      try {
        await users.insert({ ...user, _id: user.id });
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
        return bare(await users.findOneAndUpdate({ _id: literal(id) }, { $set: patch }));
      } catch (error) {
        if (error instanceof UniqueViolation) return 'username-taken';
        throw error;
      }
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
      const found = await users.find({ guest: true, lastSeenAt: { $lt: wallMs } }, { sort: { lastSeenAt: 1 }, limit });
      return found.map((doc) => bare(doc) as UserRecord);
    },
  };
}
