import { randomUUID } from 'node:crypto';
import { chmod, link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartProblem } from '../../start-problem.ts';
import { ourselves, parseHolder, verdictOn } from './lock-holder.ts';

const RENEW_MS = 5_000;
/** A lock whose process we can't see, of another machine above all, is dead after missing four renewals. */
const UNSEEN_STALE_MS = 20_000;
/** How often we look whether it is renewed. */
const LOOK_MS = 250;
/** Longer than it takes to take a dead lock aside and look at it, also on a busy machine. */
const SETTLE_MS = 150;

/** Proof that we are there, for whoever finds our lock. */
interface Proof {
  /** In the data directory. */
  name: string;
  withdraw(): Promise<void>;
}

/**
 * One server a data directory: two would overwrite each other's files. Holds against other containers of the machine too, for a
 * socket in the directory answers as long as its process lives, whoever can see it. A lock left by a killed server is taken over.
 * @returns releases the lock
 * @throws StartProblem if another server uses the directory
 */
export async function lockDataDir(dir: string): Promise<() => Promise<void>> {
  const file = path.join(dir, 'server.lock');
  const nonce = randomUUID();
  // Before the lock: who finds it must find us there.
  const proof = await openProof(dir, nonce);
  const mine = JSON.stringify(ourselves(nonce, proof?.name ?? null));
  try {
    if (await take(file, mine)) return keepUntilReleased(file, mine, proof);
    throw new StartProblem(
      `Another WatchParty server uses the data directory ${dir}. Stop it, or give this one its own DATA_DIR.`,
    );
  } catch (error) {
    await proof?.withdraw();
    throw error;
  }
}

/** @returns false if it is somebody else's */
async function take(file: string, mine: string): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if ((await createExclusively(file, mine)) && (await stillOurs(file, mine))) return true;
    const found = await readFile(file, 'utf8').catch(() => null);
    if (found === null) continue;
    if (await isAlive(file, found)) return false;
    await removeStale(file, found);
  }
  return false;
}

/** @returns null where there are no sockets in directories: on Windows, on some shared file systems, under a very long path */
async function openProof(dir: string, nonce: string): Promise<Proof | null> {
  if (process.platform === 'win32') return null;
  // Short: a socket's whole path has some hundred characters.
  const name = `server.${nonce.slice(0, 8)}.sock`;
  const file = path.join(dir, name);
  const server = net.createServer((socket) => socket.destroy()).unref();
  try {
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject);
      server.listen(file, resolve);
    });
    await chmod(file, 0o600);
  } catch {
    server.close();
    return null;
  }
  return {
    name,
    async withdraw() {
      await new Promise((resolve) => server.close(resolve));
      await rm(file, { force: true });
    },
  };
}

/**
 * Somebody who judged the dead lock before ours came may have taken ours aside for a moment, in which a third made its own:
 * then the file is the third's, and only looking again tells.
 */
async function stillOurs(file: string, mine: string): Promise<boolean> {
  await pause(SETTLE_MS);
  return (await readFile(file, 'utf8').catch(() => null)) === mine;
}

async function createExclusively(file: string, content: string): Promise<boolean> {
  const temporary = `${file}.${randomUUID()}`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    // A link appears with its content, where an exclusive open would show an empty lock for a moment.
    await link(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await handle.close();
    await rm(temporary, { force: true });
  }
}

async function isAlive(file: string, content: string): Promise<boolean> {
  const holder = parseHolder(content);
  if (holder === null) return false;
  const verdict = await verdictOn(holder, path.dirname(file));
  return verdict === 'unseen' ? isRenewed(file) : verdict === 'alive';
}

/** Waits for what tells: a server that is restarted at once finds the lock of its dead self still fresh. */
async function isRenewed(file: string): Promise<boolean> {
  const begun = performance.now();
  const touchedAt = () =>
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
  const first = await touchedAt();
  for (let at = first; at !== null; at = await touchedAt()) {
    if (at !== first) return true;
    if (Date.now() - at >= UNSEEN_STALE_MS || performance.now() - begun >= UNSEEN_STALE_MS) return false;
    await pause(LOOK_MS);
  }
  return false;
}

/** Of two servers that find the same dead lock, one must not remove the other's new one: take it aside and look again. */
async function removeStale(file: string, judged: string): Promise<void> {
  const aside = `${file}.stale.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return; // Somebody else was quicker.
  }
  const taken = await readFile(aside, 'utf8');
  const socket = taken === judged ? parseHolder(judged)?.socket : null;
  if (taken !== judged) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
  if (socket) await rm(path.join(path.dirname(file), socket), { force: true });
}

function keepUntilReleased(file: string, mine: string, proof: Proof | null): () => Promise<void> {
  const renew = setInterval(() => {
    const now = new Date();
    void utimes(file, now, now).catch(() => undefined); // Missing one renewal is allowed for.
  }, RENEW_MS);
  renew.unref();
  return async () => {
    clearInterval(renew);
    const current = await readFile(file, 'utf8').catch(() => null);
    if (current === mine) await rm(file, { force: true });
    await proof?.withdraw();
  };
}
