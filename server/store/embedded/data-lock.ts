import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartProblem } from '../../start-problem.ts';

const RENEW_MS = 5_000;
/** A lock of another machine or container, whose processes we can't see, is dead after missing four renewals. */
const FOREIGN_STALE_MS = 20_000;
/** Longer than it takes to take a dead lock aside and look at it, also on a busy machine. */
const SETTLE_MS = 150;

interface Holder {
  pid: number;
  host: string;
  /** Start of the process in clock ticks since boot (Linux), so that a reused pid is not taken for the holder. */
  born: string | null;
  /** Tells two tries of one process apart. */
  nonce?: string;
}

/**
 * One server a data directory: two would overwrite each other's files. A lock left by a killed server is taken over.
 * @returns releases the lock
 * @throws StartProblem if another server uses the directory
 */
export async function lockDataDir(dir: string): Promise<() => Promise<void>> {
  const file = path.join(dir, 'server.lock');
  const holder: Holder = { pid: process.pid, host: hostname(), born: bornAt(process.pid), nonce: randomUUID() };
  const mine = JSON.stringify(holder);
  for (let attempt = 0; attempt < 5; attempt++) {
    if ((await createExclusively(file, mine)) && (await stillOurs(file, mine))) return keepUntilReleased(file, mine);
    const found = await readFile(file, 'utf8').catch(() => null);
    if (found === null) continue;
    if (await isAlive(file, found)) break;
    await removeStale(file, found);
  }
  throw new StartProblem(
    `Another WatchParty server uses the data directory ${dir}. Stop it, or give this one its own DATA_DIR.`,
  );
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
  if (holder.host !== hostname()) {
    const touched = await stat(file).catch(() => null);
    return touched !== null && Date.now() - touched.mtimeMs < FOREIGN_STALE_MS;
  }
  if (!isRunning(holder.pid)) return false;
  const born = bornAt(holder.pid);
  if (born !== null && holder.born !== null) return born === holder.born;
  // Restarted in a container it often gets the pid it had: a lock of our own pid that we do not hold is a dead one's.
  return holder.pid !== process.pid;
}

function parseHolder(content: string): Holder | null {
  try {
    const holder = JSON.parse(content) as Holder;
    return Number.isInteger(holder.pid) && typeof holder.host === 'string' ? holder : null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Field 22 of /proc/PID/stat; null where there is no /proc. */
function bornAt(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
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
  if (taken !== judged) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

function keepUntilReleased(file: string, mine: string): () => Promise<void> {
  const renew = setInterval(() => {
    const now = new Date();
    void utimes(file, now, now).catch(() => undefined); // Missing one renewal is allowed for.
  }, RENEW_MS);
  renew.unref();
  return async () => {
    clearInterval(renew);
    const current = await readFile(file, 'utf8').catch(() => null);
    if (current === mine) await rm(file, { force: true });
  };
}
