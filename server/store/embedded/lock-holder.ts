import { readFileSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';

/** Who holds a lock. What an older version wrote lacks the last three. */
export interface Holder {
  pid: number;
  host: string;
  /** Start of the process in clock ticks since boot (Linux), so that a reused pid is not taken for the holder. */
  born: string | null;
  /** Tells two tries of one process apart. */
  nonce?: string;
  /** Which run of which kernel (Linux). Containers of one machine share it, whatever they are called. */
  boot?: string | null;
  /** Within which process ids are told apart (Linux): two containers may both have a process 1. */
  pids?: string | null;
  /** A socket in the directory that answers as long as the process is there; null where none can be had. */
  socket?: string | null;
}

/** Alive and dead by the kernel's word; `unseen`: only its renewals tell. */
export type Verdict = 'alive' | 'dead' | 'unseen';

const SOCKET = /^server\.[\w-]{1,40}\.sock$/;

export const ourselves = (nonce: string, socket: string | null): Holder => ({
  pid: process.pid,
  host: hostname(),
  born: bornAt(process.pid),
  nonce,
  boot: bootId(),
  pids: pidNamespace(),
  socket,
});

export function parseHolder(content: string): Holder | null {
  try {
    const holder = JSON.parse(content) as Holder;
    const socket = holder.socket == null || SOCKET.test(holder.socket);
    return Number.isInteger(holder.pid) && typeof holder.host === 'string' && socket ? holder : null;
  } catch {
    return null;
  }
}

/** @param dir in which the holder's socket is */
export async function verdictOn(holder: Holder, dir: string): Promise<Verdict> {
  const sameKernel = holder.boot ? holder.boot === bootId() : holder.host === hostname();
  if (!sameKernel) return 'unseen';
  if (holder.socket) return (await answers(path.join(dir, holder.socket))) ? 'alive' : 'dead';
  if (holder.pids && holder.pids !== pidNamespace()) return 'unseen';
  return isThere(holder) ? 'alive' : 'dead';
}

function isThere(holder: Holder): boolean {
  if (!isRunning(holder.pid)) return false;
  const born = bornAt(holder.pid);
  if (born !== null && holder.born !== null) return born === holder.born;
  // Restarted in a container it often gets the pid it had: a lock of our own pid that we do not hold is a dead one's.
  return holder.pid !== process.pid;
}

/** The kernel answers for a process that is stopped or busy; nobody does for one that is gone. */
function answers(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(file);
    const end = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => end(true));
    // Whatever else it says, as that we may not or that there is a crowd, is no reason to take the directory.
    socket.once('error', ({ code }: NodeJS.ErrnoException) => end(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
  });
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
  const text = told(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

const bootId = () => told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
const pidNamespace = () => told(() => readlinkSync('/proc/self/ns/pid'));

/** Null where the system does not tell. */
function told(ask: () => string): string | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
