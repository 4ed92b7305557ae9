import { open, stat } from 'node:fs/promises';
import { GroupSync, syncFile } from './group-sync.ts';

/** A file that reaches to the end of the append of this number. Another inode: a compacted copy has taken its place. */
interface Extent {
  inode: number;
  length: number;
  number: number;
}

/** An append, for who waits until it is on the disk. Counted over all eras. */
export interface Append {
  era: number;
  number: number;
}

const NOTHING: Extent = { inode: -1, length: 0, number: 0 };

/**
 * How much of a file that is appended to is known to be on the disk. A sync that failed tells nothing of what it was for, and
 * the next one may well succeed though the pages are lost: so nothing is synced after it until all that is not known to be
 * kept has been taken back, and whoever waits for that hears so. All but `sync` is called by who has the file's turn.
 */
export class KeptLength {
  /** What was taken back belongs to another era than what is written after it. */
  #era = 0;
  /** Up to which append each era before was kept. */
  readonly #ends: number[] = [];
  #written = NOTHING;
  #kept = NOTHING;
  /** Why a sync failed, until what it was for is taken back. */
  #doubt: Error | null = null;
  readonly #syncs = new GroupSync(() => this.#sync());

  constructor(readonly file: string) {}

  /** The newest append. */
  get newest(): Append {
    return { era: this.#era, number: this.#written.number };
  }

  /** Is something written that is not known to be on the disk? */
  get isAhead(): boolean {
    return this.#written.number > this.#kept.number;
  }

  /** Something was appended. */
  async wrote(): Promise<Append> {
    this.#written = await extentOf(this.file, this.#written.number + 1);
    return this.newest;
  }

  /** A copy with all that was kept, and nothing else, has taken the file's place. */
  async copied(): Promise<void> {
    await syncFile(this.file);
    this.#written = await extentOf(this.file, this.#written.number);
    this.#kept = this.#written;
  }

  /** Resolves when it is on the disk. @throws what keeps it from being there */
  async sync(append: Append): Promise<void> {
    let failure = new Error('taken back: the disk failed');
    if (!this.#has(append))
      await this.#syncs.run().catch((error: Error) => {
        failure = error;
      });
    if (!this.#has(append)) throw failure;
  }

  /** Has an append whose sync failed still to be taken back? */
  isInDoubt({ era }: Append): boolean {
    return era === this.#era;
  }

  /**
   * Takes back all that is not known to be on the disk.
   * @throws if the disk does not even allow that: nothing may be appended, or read beyond `length`, until it does
   */
  async cutBack(): Promise<void> {
    if (this.isAhead) {
      this.#ends.push(this.#kept.number);
      this.#era += 1;
    }
    this.#written = this.#kept;
    this.#doubt = null;
    const found = await extentOf(this.file, 0).catch(nothingIfGone);
    if (found.inode === this.#kept.inode && found.length > this.#kept.length) await cut(this.file, this.#kept.length);
  }

  /** Bytes that may be read. */
  async length(): Promise<number> {
    const { inode, length } = await extentOf(this.file, 0);
    // Another file is a copy: it takes the place of the one before when it is whole.
    return inode === this.#kept.inode ? Math.min(length, this.#kept.length) : length;
  }

  #has({ era, number }: Append): boolean {
    return number <= (era === this.#era ? this.#kept.number : (this.#ends[era] as number));
  }

  async #sync(): Promise<void> {
    if (this.#doubt) throw this.#doubt;
    if (!this.isAhead) return;
    const era = this.#era;
    const written = this.#written;
    try {
      await syncFile(this.file);
    } catch (error) {
      if (era === this.#era) this.#doubt = error as Error;
      throw error;
    }
    if (era === this.#era && written.number > this.#kept.number) this.#kept = written;
  }
}

async function extentOf(file: string, number: number): Promise<Extent> {
  const { ino, size } = await stat(file);
  return { inode: ino, length: size, number };
}

async function cut(file: string, length: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.truncate(length);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

function nothingIfGone(error: NodeJS.ErrnoException): Extent {
  if (error.code === 'ENOENT') return NOTHING;
  throw error;
}
