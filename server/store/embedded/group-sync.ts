import { open } from 'node:fs/promises';

/**
 * Brings what was written to a file down to the disk, so that it outlives the power too. Who asks while that is being done
 * shares the next time with all who asked meanwhile: a sync takes as long for a hundred lines as for one.
 */
export class GroupSync {
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(readonly file: string) {}

  /** Resolves when all that was written before the call is on the disk. @throws what the operating system says */
  run(): Promise<void> {
    if (this.#next) return this.#next;
    if (!this.#running) return this.#start();
    const next = this.#running
      .catch(() => undefined) // told to those who waited for that one
      .then(() => this.#start());
    this.#next = next;
    return next;
  }

  #start(): Promise<void> {
    this.#next = null;
    const running = syncFile(this.file).finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }
}

/** By a handle of its own: nedb puts another file in the place of this one when it compacts. */
async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** A new file is there after a loss of power only when its directory was synced. */
export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
