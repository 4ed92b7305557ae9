import { randomBytes } from 'node:crypto';
import { readPicture } from '../../shared/party/picture.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import { PICTURE_MAX_BYTES } from '../../shared/protocol/limits.ts';
import { Serial } from '../serial.ts';
import type { Store, UserRecord } from '../store/store.ts';

export type Pictures = ReturnType<typeof makePictures>;

/** The pictures that accounts show in place of a face. */
export function makePictures(store: Store) {
  /** Two choices of one user at once would each take the other's picture away. */
  const turns = new Serial();

  /** The record of the user decides which picture counts: written between adding the new one and deleting the old. */
  const point = async (userId: string, picture: string | null): Promise<Result<UserRecord>> => {
    const updated = await store.users.update(userId, { picture });
    return updated && updated !== 'username-taken' ? ok(updated) : fail('not-signed-in');
  };

  return {
    /**
     * @throws StoreUnavailable; nothing is deleted then, for which picture counts may not be known: the next choice tidies up
     */
    async choose(user: UserRecord, bytes: Uint8Array): Promise<Result<UserRecord>> {
      if (user.guest) return fail('needs-account');
      if (bytes.length > PICTURE_MAX_BYTES) return fail('too-large');
      const read = readPicture(bytes);
      if (!read.ok) return fail('bad-picture', { fields: [read.fault] });
      const id = randomBytes(16).toString('base64url');
      return turns.run(user.id, async () => {
        await store.pictures.add({ id, userId: user.id, type: read.type, bytes });
        const updated = await point(user.id, id);
        // The account was deleted meanwhile: nothing of it may stay.
        if (!updated.ok) await store.pictures.keepOnly(user.id, null);
        // The choice is made and kept; an old picture that can't be deleted now goes with the next one or the account.
        else await store.pictures.keepOnly(user.id, id).catch(() => undefined);
        return updated;
      });
    },

    /** Can be asked again: what could not be deleted is deleted then. @throws StoreUnavailable */
    remove(user: UserRecord): Promise<Result<UserRecord>> {
      if (user.guest) return Promise.resolve(fail('needs-account'));
      return turns.run(user.id, async () => {
        const updated = await point(user.id, null);
        await store.pictures.keepOnly(user.id, null);
        return updated;
      });
    },
  };
}
