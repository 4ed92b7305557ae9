import { open } from 'node:fs/promises';

/**
 * Work that serves all who asked before it began. Who asks while it is being done shares the next time with all who asked
 * meanwhile: bringing a hundred lines down to the disk takes as long as bringing one.
 */
export class GroupSync {
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  readonly #work: () => Promise<void>;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when the work was done once from beginning to end after the call. @throws what the work throws */
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
    const running = this.#work().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }
}

/**
 * Brings what was written to a file down to the disk, so that it outlives the power too. By a handle of its own: nedb puts
 * another file in the place of this one when it compacts.
 * @throws what the operating system says
 */
export async function syncFile(file: string): Promise<void> {
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
