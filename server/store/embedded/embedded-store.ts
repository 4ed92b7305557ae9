import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { StartProblem } from '../../start-problem.ts';
import { type Store, StoreUnavailable } from '../store.ts';
import { Collection } from './collection.ts';
import { lockDataDir } from './data-lock.ts';
import { type ChatDoc, embeddedChat } from './embedded-chat.ts';
import { embeddedParties, type PartyDoc, replayParties } from './embedded-parties.ts';
import { openEmbeddedPictures } from './embedded-pictures.ts';
import { embeddedReactions, type ReactionDoc } from './embedded-reactions.ts';
import { embeddedUsers, type UserDoc } from './embedded-users.ts';
import { Journal } from './journal.ts';
import type { PartyDelta } from './party-delta.ts';

/**
 * The store with nothing installed: four files, a journal and a folder of pictures in a directory that this process alone uses.
 * @param foldAtBytes of the journal; absent: as measured best
 * @throws StartProblem if the directory can't be used
 */
export async function openEmbeddedStore(
  dataDir: string,
  { foldAtBytes }: { foldAtBytes?: number } = {},
): Promise<Store> {
  const dir = path.resolve(dataDir);
  await makeUsable(dir);
  const release = await lockDataDir(dir);
  try {
    const users = await Collection.open<UserDoc>(path.join(dir, 'users.db'), {
      unique: ['emailKey', 'usernameKey'],
      index: [],
    });
    // Written when guests had entries in the indexes.
    const indexedGuests = { guest: true, emailKey: { $exists: true } };
    await users.updateMany(indexedGuests, { $unset: { emailKey: true, usernameKey: true } });
    const parties = await Collection.open<PartyDoc>(path.join(dir, 'parties.db'), {
      unique: ['partyCode'],
      index: ['memberIds', 'host'],
    });
    // Written before parties had lives.
    await parties.updateMany({ life: { $exists: false } }, { $set: { life: '', former: null } });
    const { journal, lines } = await Journal.open<PartyDelta>(dir, 'parties');
    await replayParties(parties, lines);
    const partyStore = embeddedParties(parties, journal, foldAtBytes);
    if (lines.length > 0) await partyStore.fold();
    const chat = await Collection.open<ChatDoc>(path.join(dir, 'chat.db'), {
      unique: ['dedupe'],
      index: ['partyId', 'memberId', 'mentions'],
    });
    const reactions = await Collection.open<ReactionDoc>(path.join(dir, 'reactions.db'), {
      unique: [],
      index: ['partyId', 'memberId'],
    });
    const pictures = await openEmbeddedPictures(path.join(dir, 'pictures'));
    const ping = async () => {
      await Promise.all([users.ping(), parties.ping(), journal.ping(), chat.ping(), reactions.ping()]);
    };
    return {
      users: embeddedUsers(users),
      parties: partyStore,
      chat: embeddedChat(chat),
      reactions: embeddedReactions(reactions),
      pictures,
      ping,
      async close() {
        await partyStore.close().catch(() => undefined); // Nothing acknowledged is lost with it.
        // What is queued is written first; a broken disk must not keep the lock.
        await Promise.all([users, parties, chat, reactions].map((one) => one.close()));
        await release();
      },
    };
  } catch (error) {
    await release();
    if (error instanceof StoreUnavailable) throw damaged(dir, error);
    throw error;
  }
}

async function makeUsable(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new StartProblem(`The data directory ${dir} can't be written (${code}). Set DATA_DIR to a folder that can.`);
  }
}

const damaged = (dir: string, error: StoreUnavailable) =>
  new StartProblem(`The data in ${dir} can't be read (${error.message}). Restore a backup, or set another DATA_DIR.`);
