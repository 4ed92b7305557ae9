import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PictureType } from '../../../shared/party/picture.ts';
import { type PictureRecord, type PictureStore, StoreUnavailable } from '../store.ts';
import { syncDirectory } from './group-sync.ts';

const ENDINGS: Record<PictureType, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };
const NAME = /^([\w-]{1,64})\.([\w-]{1,64})\.(png|jpg|webp)$/;

/** What a file's name says. */
type Known = Omit<PictureRecord, 'bytes'> & { file: string };

/**
 * A file for each picture, `user.picture.jpg`: in a collection all of them would lie in the process's memory. Only what
 * the names say is kept there.
 * @throws StoreUnavailable if the folder can't be made or read
 */
export async function openEmbeddedPictures(dir: string): Promise<PictureStore> {
  const known = new Map<string, Known>();
  await tried(dir, async () => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    for (const name of await readdir(dir)) {
      const [, userId = '', id = '', ending] = NAME.exec(name) ?? [];
      const type = (Object.keys(ENDINGS) as PictureType[]).find((one) => ENDINGS[one] === ending);
      if (type) known.set(id, { id, userId, type, file: path.join(dir, name) });
      // Of a process that died while it wrote.
      else if (name.endsWith('.part')) await rm(path.join(dir, name), { force: true });
    }
  });
  const drop = async (which: readonly (Known | undefined)[]) => {
    const found = which.filter((one) => one !== undefined);
    for (const one of found) {
      await tried(dir, () => rm(one.file, { force: true }));
      known.delete(one.id);
    }
    if (found.length > 0) await tried(dir, () => syncDirectory(dir));
  };
  return {
    async add({ id, userId, type, bytes }) {
      const name = `${userId}.${id}.${ENDINGS[type]}`;
      // I3: ids are ours, and still no part of a path is taken on trust.
      if (!NAME.test(name)) throw new TypeError('an id that is no file name');
      const file = path.join(dir, name);
      await tried(dir, () => writeWhole(file, bytes));
      known.set(id, { id, userId, type, file });
    },
    async byId(id) {
      const found = known.get(id);
      if (!found) return null;
      const { file, ...record } = found;
      const bytes = await tried(dir, () => readFile(file).catch(nullIfGone));
      // Lost from the folder: one picture less, and nothing else is wrong.
      if (!bytes) known.delete(id);
      return bytes && { ...record, bytes: new Uint8Array(bytes) };
    },
    remove: (id) => drop([known.get(id)]),
    removeUser: (userId) => drop([...known.values()].filter((one) => one.userId === userId)),
  };
}

function nullIfGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** Under another name until all of it is on the disk: a half picture is never found. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.part`;
  try {
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
    await syncDirectory(path.dirname(file));
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined); // Next start takes it away.
    throw error;
  }
}

async function tried<T>(dir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StoreUnavailable(`${dir}: ${(error as Error).message}`, { cause: error });
  }
}
