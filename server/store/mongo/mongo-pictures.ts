import { type Model, mongo } from 'mongoose';
import type { PictureRecord, PictureStore } from '../store.ts';
import { asked } from './mongo-errors.ts';
import type { PictureDoc } from './schemas.ts';

/** The driver hands out what it holds bytes in. */
const bytesOf = (held: Uint8Array | mongo.Binary): Uint8Array =>
  new Uint8Array(held instanceof mongo.Binary ? held.value() : held);

export function mongoPictures(pictures: Model<PictureDoc>): PictureStore {
  return {
    async add({ id, bytes, ...rest }) {
      await asked(pictures.create([{ _id: id, ...rest, bytes: Buffer.from(bytes) }]));
    },
    async byId(id): Promise<PictureRecord | null> {
      const doc = await asked(pictures.findOne({ _id: id }).lean<PictureDoc>());
      return doc && { id: doc._id, userId: doc.userId, type: doc.type, bytes: bytesOf(doc.bytes) };
    },
    async remove(id) {
      await asked(pictures.deleteOne({ _id: id }));
    },
    async removeUser(userId) {
      await asked(pictures.deleteMany({ userId }));
    },
  };
}
