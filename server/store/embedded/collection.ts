import { access } from 'node:fs/promises';
import Datastore from '@seald-io/nedb';
import { StoreUnavailable } from '../store.ts';
import { declareIndexes } from './declared-indexes.ts';
import { type Append, KeptLength } from './kept-length.ts';
import { Mending } from './mending.ts';
import { readingCopy } from './reading-copy.ts';
import { cutTornTail, dropUnfinishedCopy } from './torn-tail.ts';

/** Rewrites the file when this many lines were appended, or twice as many as there are documents: whichever is more. */
const COMPACT_AFTER_WRITES = 5_000;

type Query = Record<string, unknown>;

/** I3: a value from outside stands where nedb would read an object as an operator. @throws TypeError */
export function literal(value: string): string {
  if (typeof value !== 'string') throw new TypeError('a query takes strings only');
  return value;
}

/** Thrown by an insert or update that a unique index refuses; nedb does not say which. */
export class UniqueViolation extends Error {
  override name = 'UniqueViolation';
}

/**
 * One nedb file, made dependable. nedb changes its memory before it writes, and appends behind whatever a failed write
 * left. So operations run one by one here, and after a failed write or sync the file is cut back to what is known to be on the
 * disk, and read and copied anew before the next: what was acknowledged is on the disk, what failed never happened. While it
 * can't be mended (a full disk) it is still read.
 */
export class Collection<T extends { _id: string }> {
  #db: Datastore<T>;
  #queue: Promise<unknown> = Promise.resolve();
  /** Since a write failed the file is in doubt. */
  readonly #mending = new Mending(
    () => this.#load(),
    (work) => this.#inTurn(work),
  );
  /** What may be read meanwhile. */
  #copy: Datastore<T> | null = null;
  #writes = 0;
  readonly #kept: KeptLength;

  private constructor(
    readonly file: string,
    /** Unique among the documents that have it. */
    readonly uniques: readonly string[],
    readonly indexes: readonly string[],
  ) {
    this.#db = this.#fresh();
    this.#kept = new KeptLength(file);
  }

  /** @throws StoreUnavailable if the file can't be read or written */
  static async open<T extends { _id: string }>(
    file: string,
    fields: { unique: readonly string[]; index: readonly string[] },
  ): Promise<Collection<T>> {
    const collection = new Collection<T>(file, fields.unique, fields.index);
    await collection.#run(() => collection.#load());
    return collection;
  }

  find(query: Query, options: { sort?: Record<string, 1 | -1>; limit?: number } = {}): Promise<T[]> {
    return this.#read(async (db) => {
      let cursor = db.findAsync<T>(query);
      if (options.sort) cursor = cursor.sort(options.sort);
      if (options.limit !== undefined) cursor = cursor.limit(options.limit);
      return await cursor;
    });
  }

  findOne(query: Query): Promise<T | null> {
    return this.#read(async (db) => (await db.findOneAsync<T>(query)) ?? null);
  }

  /** As `findOne`, and what is found is on the disk: for who tells others so. @throws StoreUnavailable */
  async findOneKept(query: Query): Promise<T | null> {
    const { found, as } = await this.#read(async (db) => ({
      found: (await db.findOneAsync<T>(query)) ?? null,
      as: this.#kept.isAhead ? this.#kept.newest : null,
    }));
    if (found && as) await this.#keep(as);
    return found;
  }

  /**
   * Looks through all documents, for what is asked so seldom that an index would cost more: some ms for a hundred thousand.
   * @returns the documents themselves, to be read only
   */
  filter(fits: (doc: T) => boolean): Promise<T[]> {
    return this.#read(async (db) => db.getAllData<T>().filter(fits));
  }

  count(query: Query): Promise<number> {
    return this.#read(async (db) => await db.countAsync(query));
  }

  /** @throws UniqueViolation */
  insert(doc: T): Promise<void> {
    return this.#write(() => this.#db.insertAsync(doc));
  }

  /** All of them or none. @throws UniqueViolation */
  insertAll(docs: readonly T[]): Promise<void> {
    return this.#write(() => this.#db.insertAsync([...docs]));
  }

  /**
   * Changes one document, found and changed in one step.
   * @returns the document as it is now, or null if the query found none
   * @throws UniqueViolation
   */
  findOneAndUpdate(query: Query, update: Query): Promise<T | null> {
    return this.#write(this.#updating(query, update));
  }

  /**
   * Many changes, brought down to the disk together at the end.
   * @param work changes by `change`, which is as `findOneAndUpdate`
   * @throws StoreUnavailable if not all of it is kept: some may be
   */
  async batch(work: (change: (query: Query, update: Query) => Promise<T | null>) => Promise<void>): Promise<void> {
    const appends: Append[] = [];
    await work(async (query, update) => {
      const { result, append } = await this.#append<T | null>(this.#updating(query, update));
      appends[appends.length > 0 ? 1 : 0] = append;
      return result;
    });
    const [first, last = first] = appends;
    if (!first || !last) return;
    if (first.era !== last.era) throw new StoreUnavailable(`${this.file}: taken back meanwhile: the disk failed`);
    await this.#keep(last);
  }

  #updating(query: Query, update: Query): () => Promise<T | null> {
    return async () => {
      const result = await this.#db.updateAsync<T, { returnUpdatedDocs: true }>(query, update, {
        returnUpdatedDocs: true,
      });
      return (result.affectedDocuments as T | null | undefined) ?? null;
    };
  }

  /** As `findOneAndUpdate`, and with it what the document was before. */
  findBeforeAndUpdate(query: Query, update: Query): Promise<{ before: T; after: T } | null> {
    return this.#write(async () => {
      const before = await this.#db.findOneAsync(query);
      const after = await this.#updating(query, update)();
      return before && after && { before: before as T, after };
    });
  }

  updateMany(query: Query, update: Query): Promise<void> {
    return this.#write(() => this.#db.updateAsync(query, update, { multi: true }));
  }

  remove(query: Query): Promise<void> {
    return this.#write(() => this.#db.removeAsync(query, { multi: true }));
  }

  /** Resolves when everything before it is written. Mends nothing: anybody may ask. @throws StoreUnavailable */
  ping(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#mending.trouble) throw this.#mending.trouble;
      await access(this.file);
    });
  }

  /** Resolves when everything before it is kept or taken back; nothing touches the file after that. */
  async close(): Promise<void> {
    this.#mending.stop();
    await this.#inTurn(async () => undefined);
    if (this.#kept.isAhead) await this.#keep(this.#kept.newest).catch(() => undefined); // told to those who wait for it
    await this.#inTurn(async () => {
      if (this.#mending.trouble) await this.#takeBack(this.#mending.trouble);
    });
  }

  async #write<R>(work: () => Promise<unknown>): Promise<R> {
    const { result, append } = await this.#append<R>(work);
    await this.#keep(append);
    return result;
  }

  #append<R>(work: () => Promise<unknown>): Promise<{ result: R; append: Append }> {
    return this.#run(async () => {
      const result = (await work()) as R;
      this.#writes += 1;
      return { result, append: await this.#kept.wrote() };
    }).finally(() => this.#compactWhenLong());
  }

  /**
   * Resolves when an append is on the disk. Outside of the turn: the next may write while the disk works.
   * @throws StoreUnavailable when it is taken back
   */
  async #keep(append: Append): Promise<void> {
    await this.#kept.sync(append).catch((error: Error) =>
      this.#inTurn(async () => {
        if (this.#kept.isInDoubt(append)) await this.#takeBack(error);
        throw error;
      }),
    );
  }

  /** At once, so that a killed process leaves nothing that was refused; where even that fails, before the file is used. */
  async #takeBack(error: Error): Promise<void> {
    this.#mending.begin(error);
    await this.#kept.cutBack().catch(() => undefined);
  }

  #read<R>(work: (db: Datastore<T>) => Promise<R>): Promise<R> {
    return this.#inTurn(async () => {
      const mended = await this.#mending.tryNow().then(
        () => true,
        () => false, // read from the copy, then
      );
      if (mended) return work(this.#db);
      this.#copy ??= await readingCopy<T>(this.file, await this.#kept.length());
      return work(this.#copy);
    });
  }

  #run<R>(work: () => Promise<R>): Promise<R> {
    return this.#inTurn(async () => {
      await this.#mending.tryNow();
      try {
        return await work();
      } catch (error) {
        if (!isUniqueViolation(error)) await this.#takeBack(error as Error);
        throw error;
      }
    });
  }

  #inTurn<R>(work: () => Promise<R>): Promise<R> {
    const turn = this.#queue.then(async () => {
      try {
        return await work();
      } catch (error) {
        if (isUniqueViolation(error)) throw new UniqueViolation();
        throw new StoreUnavailable(`${this.file}: ${(error as Error).message}`, { cause: error });
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #fresh(): Datastore<T> {
    // Threshold 0: nedb would otherwise drop up to a tenth of damaged lines in silence.
    return new Datastore<T>({
      filename: this.file,
      corruptAlertThreshold: 0,
      modes: { fileMode: 0o600, dirMode: 0o700 },
    } as ConstructorParameters<typeof Datastore<T>>[0]);
  }

  /** Reads the file anew. nedb writes a compacted copy to disk as it loads, synced and renamed into place. */
  async #load(): Promise<void> {
    await this.#kept.cutBack();
    const whole = await access(this.file).then(
      () => true,
      () => false,
    );
    // Without the file, the copy is what nedb recovers from.
    if (whole) {
      await cutTornTail(this.file);
      await dropUnfinishedCopy(this.file);
    }
    const db = this.#fresh();
    await db.loadDatabaseAsync();
    await declareIndexes(db, this.uniques, this.indexes);
    await this.#kept.copied();
    this.#db = db;
    this.#writes = 0;
    this.#copy = null;
  }

  #compactWhenLong(): void {
    if (this.#writes < COMPACT_AFTER_WRITES) return;
    this.#writes = 0;
    void this.#run(async () => {
      const documents = await this.#db.countAsync({});
      if (documents * 2 > COMPACT_AFTER_WRITES) this.#writes = -documents * 2;
      // So that whatever becomes of the copy, it holds nothing that somebody is yet refused.
      await this.#kept.sync(this.#kept.newest);
      await this.#db.compactDatafileAsync();
      await this.#kept.copied();
    }).catch(() => undefined); // A failed compaction leaves the long file in place; `#mending` reads it.
  }
}

const isUniqueViolation = (error: unknown): boolean =>
  (error as { errorType?: string } | null)?.errorType === 'uniqueViolated';
