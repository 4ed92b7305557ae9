import { constants, type FileHandle, open, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { StoreUnavailable } from '../store.ts';
import { syncDirectory } from './group-sync.ts';
import { cutTornTail } from './torn-tail.ts';

/**
 * How long a line may wait for company. One write for sixteen lines costs a sixteenth; only an acknowledgement waits for it,
 * the room has heard the command before (decision 5).
 */
const GATHER_MS = 40;
/** A write returns when it is on the disk: one trip to another thread and back instead of two. Windows has no such thing. */
const O_DSYNC: number | undefined = constants.O_DSYNC;
const SYNCED_APPEND = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (O_DSYNC ?? 0);

/** As long as most lines: what a full disk still has room for is no sign of its being well. */
const PROBE = '\n'.repeat(512);

interface Waiting {
  line: string;
  done(): void;
  failed(error: unknown): void;
}

/**
 * Lines appended to a file, many with one write. In segments (`name.1.log`, `name.2.log` ...), so that what is kept
 * elsewhere by now can be dropped while new lines come in. After a failed write the file is cut back to what was
 * acknowledged: what was refused is never found by the next start.
 */
export class Journal {
  #queue: Waiting[] = [];
  #handle: FileHandle | null = null;
  #segment: number;
  #length = 0;
  #broken = false;
  /** The last write failed: until one goes well nobody is told that all is. */
  #failing = false;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;
  #mending: Promise<void> | null = null;
  #last = { key: '', at: Number.NEGATIVE_INFINITY };
  #lastCompany = Number.NEGATIVE_INFINITY;

  private constructor(
    readonly dir: string,
    readonly name: string,
    segment: number,
  ) {
    this.#segment = segment;
  }

  /** @returns the journal, and the lines that are there, oldest first. @throws StoreUnavailable if one can't be read */
  static async open<T>(dir: string, name: string): Promise<{ journal: Journal; lines: T[] }> {
    const found = await segments(dir, name);
    const lines: T[] = [];
    for (const number of found) {
      const file = fileOf(dir, name, number);
      await cutTornTail(file);
      for (const line of (await readFile(file, 'utf8')).split('\n')) {
        if (line !== '') lines.push(parsed<T>(line, file));
      }
    }
    return { journal: new Journal(dir, name, (found.at(-1) ?? 0) + 1), lines };
  }

  /** Bytes of the segment that is being written. */
  get length(): number {
    return this.#length;
  }

  /**
   * Resolves when the line is on the disk: synced, one sync for all lines of a write.
   * @param key whose line it is: who writes alone does not wait for company
   * @throws StoreUnavailable
   */
  append(key: string, value: object): Promise<void> {
    const now = performance.now();
    if (key !== this.#last.key && now - this.#last.at < GATHER_MS) this.#lastCompany = now;
    this.#last = { key, at: now };
    const alone = now - this.#lastCompany > GATHER_MS;
    return new Promise((done, failed) => {
      this.#queue.push({ line: `${JSON.stringify(value)}\n`, done, failed });
      if (this.#writing || this.#timer) return;
      if (alone) this.#write();
      else this.#timer = setTimeout(() => this.#write(), GATHER_MS);
    });
  }

  /**
   * Ends the segment.
   * @returns removes it and all before it, for when their lines are kept elsewhere
   * @throws StoreUnavailable if the end of it is torn and can't be mended
   */
  async rotate(): Promise<() => Promise<void>> {
    // What is appended in the turns in which `ping` returns still goes to the old segment.
    do await this.ping();
    while (this.#writing || this.#queue.length > 0);
    const last = this.#segment;
    this.#segment += 1;
    this.#length = 0;
    await this.#release();
    return async () => {
      for (const number of await segments(this.dir, this.name)) {
        if (number <= last) await rm(fileOf(this.dir, this.name, number), { force: true });
      }
    };
  }

  /** Resolves when all that was appended is written or has failed. */
  async settle(): Promise<void> {
    while (this.#writing || this.#queue.length > 0) {
      if (!this.#writing) this.#write();
      await this.#writing;
    }
  }

  /** Resolves when all before it is written or has failed, and lines can be written. @throws StoreUnavailable */
  async ping(): Promise<void> {
    await this.settle();
    if (!this.#broken && !this.#failing) return;
    // Room for empty lines, which a start reads over, is room for the next command.
    await new Promise<void>((done, failed) => {
      this.#queue.push({ line: PROBE, done, failed });
      if (!this.#writing) this.#write();
    });
  }

  async close(): Promise<void> {
    await this.settle();
    if (this.#broken) await this.#mend().catch(() => undefined); // told to those whose lines it has
    await this.#release();
  }

  #write(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#queue;
    this.#queue = [];
    this.#writing = this.#put(batch.map((one) => one.line).join(''))
      .then(
        () => {
          this.#failing = false;
          for (const one of batch) one.done();
        },
        async (error: Error) => {
          this.#broken = true;
          this.#failing = true;
          // At once, so that a killed process leaves nothing that was refused; where that fails, before the next write.
          await this.#mend().catch(() => undefined);
          const known = new StoreUnavailable(`${this.#file}: ${error.message}`, { cause: error });
          for (const one of batch) one.failed(known);
        },
      )
      .finally(() => {
        this.#writing = null;
        if (this.#queue.length > 0 && !this.#timer) this.#timer = setTimeout(() => this.#write(), GATHER_MS);
      });
  }

  async #put(text: string): Promise<void> {
    if (this.#broken) await this.#mend();
    this.#handle ??= await this.#begin();
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; ) {
      from += (await this.#handle.write(bytes, from, bytes.length - from)).bytesWritten;
    }
    if (O_DSYNC === undefined) await this.#handle.datasync();
    this.#length += bytes.length;
  }

  async #begin(): Promise<FileHandle> {
    const handle = await open(this.#file, SYNCED_APPEND, 0o600);
    await syncDirectory(this.dir);
    return handle;
  }

  /** Cuts off what a failed write left: whole lines among it were refused, and must not be found by the next start. */
  #mend(): Promise<void> {
    // Once for all who ask: a second one would cut off what was written after the first.
    this.#mending ??= this.#cutBack().finally(() => {
      this.#mending = null;
    });
    return this.#mending;
  }

  async #cutBack(): Promise<void> {
    await this.#release();
    this.#handle = await this.#begin();
    await this.#handle.truncate(this.#length);
    await this.#handle.datasync();
    this.#broken = false;
  }

  async #release(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }

  get #file(): string {
    return fileOf(this.dir, this.name, this.#segment);
  }
}

const fileOf = (dir: string, name: string, number: number) => path.join(dir, `${name}.${number}.log`);

async function segments(dir: string, name: string): Promise<number[]> {
  const pattern = new RegExp(`^${name}\\.(\\d+)\\.log$`);
  const numbers = (await readdir(dir)).flatMap((file) => pattern.exec(file)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => a - b);
}

function parsed<T>(line: string, file: string): T {
  try {
    return JSON.parse(line) as T;
  } catch (error) {
    throw new StoreUnavailable(`${file}: a damaged line`, { cause: error });
  }
}
