import { type Model, trusted } from 'mongoose';
import type { UserRecord, UserStore } from '../store.ts';
import { asked, isDuplicate } from './mongo-errors.ts';
import type { UserDoc } from './schemas.ts';

const bare = (doc: UserDoc | null): UserRecord | null => {
  if (!doc) return null;
  const { _id, ...user } = doc;
  return { id: _id, ...user };
};

export function mongoUsers(users: Model<UserDoc>): UserStore {
  return {
    async insert({ id, ...user }) {
      try {
        await asked(users.create([{ _id: id, ...user }]));
        return 'inserted';
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return (await asked(users.findOne({ emailKey: user.emailKey }, { _id: 1 }).lean()))
          ? 'email-taken'
          : 'username-taken';
      }
    },
    byId: async (id) => bare(await asked(users.findOne({ _id: id }).lean<UserDoc>())),
    byEmailKey: async (emailKey) => bare(await asked(users.findOne({ emailKey }).lean<UserDoc>())),
    async update(id, patch) {
      try {
        const update = users.findOneAndUpdate({ _id: id }, { $set: patch }, { returnDocument: 'after' });
        return bare(await asked(update.lean<UserDoc>()));
      } catch (error) {
        if (isDuplicate(error)) return 'username-taken';
        throw error;
      }
    },
    async setPicture(id, picture) {
      const update = users.findOneAndUpdate({ _id: id }, { $set: { picture } }, { returnDocument: 'before' });
      const before = bare(await asked(update.lean<UserDoc>()));
      return before && { user: { ...before, picture }, replaced: before.picture ?? null };
    },
    async setPassword(id, passwordHash) {
      const change = { $set: { passwordHash }, $inc: { tokenVersion: 1 } };
      const update = users.findOneAndUpdate({ _id: id }, change, { returnDocument: 'after' });
      return bare(await asked(update.lean<UserDoc>()));
    },
    async upgrade(id, account) {
      try {
        const change = { $set: { ...account, guest: false }, $inc: { tokenVersion: 1 } };
        const update = users.findOneAndUpdate({ _id: id, guest: true }, change, { returnDocument: 'after' });
        return bare(await asked(update.lean<UserDoc>()));
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const holder = await asked(users.findOne({ emailKey: account.emailKey }, { _id: 1 }).lean<UserDoc>());
        return holder && holder._id !== id ? 'email-taken' : 'username-taken';
      }
    },
    async bumpTokenVersion(id) {
      await asked(users.updateOne({ _id: id }, { $inc: { tokenVersion: 1 } }));
    },
    async remove(id) {
      await asked(users.deleteOne({ _id: id }));
    },
    async guestsSeenBefore(wallMs, limit) {
      const query = users.find({ guest: true, lastSeenAt: trusted({ $lt: wallMs }) });
      const found = await asked(query.sort({ lastSeenAt: 1 }).limit(limit).lean<UserDoc[]>());
      return found.map((doc) => bare(doc) as UserRecord);
    },
  };
}
