import { randomBytes } from 'node:crypto';
import { readPicture } from '../../shared/party/picture.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import { PICTURE_MAX_BYTES } from '../../shared/protocol/limits.ts';
import { Serial } from '../serial.ts';
import type { Store, UserRecord } from '../store/store.ts';

export type Pictures = ReturnType<typeof makePictures>;

/**
 * The pictures that accounts show in place of a face. The record of the user decides which one counts: it is written when
 * the new picture is kept, and says which one it replaced. Exactly that one is deleted then, for another device of the user
 * may be adding its own at this moment, by another node.
 * @param onError hears what could not be deleted
 */
export function makePictures(store: Store, onError: (error: unknown) => void) {
  /** One user's changes one by one. */
  const turns = new Serial();
  /** By their user: ids that count no more, or never did, and could not be deleted yet. */
  const left = new Map<string, readonly string[]>();

  /** Only what counts matters to who asks: a failure is told to the operator, and tried again with the user's next change. */
  const tidy = async (userId: string, id: string | null): Promise<void> => {
    const ids = [...(left.get(userId) ?? []), ...(id ? [id] : [])];
    try {
      for (const one of ids) await store.pictures.remove(one);
      left.delete(userId);
    } catch (error) {
      left.set(userId, ids);
      onError(error);
    }
  };

  return {
    /** @throws StoreUnavailable: which picture counts may not be known then, so none is deleted until it is */
    async choose(user: UserRecord, bytes: Uint8Array): Promise<Result<UserRecord>> {
      if (user.guest) return fail('needs-account');
      if (bytes.length > PICTURE_MAX_BYTES) return fail('too-large');
      const read = readPicture(bytes);
      if (!read.ok) return fail('bad-picture', { fields: [read.fault] });
      const id = randomBytes(16).toString('base64url');
      return turns.run(user.id, async () => {
        await store.pictures.add({ id, userId: user.id, type: read.type, bytes });
        const set = await store.users.setPicture(user.id, id).catch((error: unknown) => {
          left.set(user.id, [...(left.get(user.id) ?? []), id]);
          throw error;
        });
        // If the account was deleted meanwhile, nothing of it may stay.
        await tidy(user.id, set ? set.replaced : id);
        return set ? ok(set.user) : fail('not-signed-in');
      });
    },

    /** @throws StoreUnavailable: the picture may still count then */
    async remove(user: UserRecord): Promise<Result<UserRecord>> {
      if (user.guest) return fail('needs-account');
      return turns.run(user.id, async () => {
        const set = await store.users.setPicture(user.id, null);
        await tidy(user.id, set?.replaced ?? null);
        return set ? ok(set.user) : fail('not-signed-in');
      });
    },
  };
}
