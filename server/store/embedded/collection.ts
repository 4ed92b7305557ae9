import { access } from 'node:fs/promises';
import Datastore from '@seald-io/nedb';
import { StoreUnavailable } from '../store.ts';
import { GroupSync } from './group-sync.ts';
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
 * left. So operations run one by one here, and after a failed write the file is mended and read again before the next:
 * what was acknowledged is on disk (synced), what failed never happened. While it can't be mended (a full disk) it is still read.
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
  readonly #syncs: GroupSync;

  private constructor(
    readonly file: string,
    /** Unique among the documents that have it. */
    readonly uniques: readonly string[],
    readonly indexes: readonly string[],
  ) {
    this.#db = this.#fresh();
    this.#syncs = new GroupSync(file);
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

  /** As `findOneAndUpdate`, for who changes many and calls `sync` after the last. */
  findOneAndUpdateUnsynced(query: Query, update: Query): Promise<T | null> {
    return this.#append(this.#updating(query, update));
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

  /** Resolves when everything before it is written or has failed; nothing touches the file after that. */
  close(): Promise<void> {
    this.#mending.stop();
    return this.#inTurn(async () => undefined);
  }

  /** Resolves when all that was written before is on the disk itself. @throws StoreUnavailable */
  async sync(): Promise<void> {
    await this.#syncs.run().catch((error: Error) => {
      throw new StoreUnavailable(`${this.file}: ${error.message}`, { cause: error });
    });
  }

  /** Outside of the turn: the next may write while the disk works. */
  async #write<R>(work: () => Promise<unknown>): Promise<R> {
    const result = await this.#append<R>(work);
    await this.sync();
    return result;
  }

  #append<R>(work: () => Promise<unknown>): Promise<R> {
    return this.#run(async () => {
      const result = (await work()) as R;
      this.#writes += 1;
      return result;
    }).finally(() => this.#compactWhenLong());
  }

  #read<R>(work: (db: Datastore<T>) => Promise<R>): Promise<R> {
    return this.#inTurn(async () => {
      const mended = await this.#mending.tryNow().then(
        () => true,
        () => false, // read from the copy, then
      );
      if (mended) return work(this.#db);
      this.#copy ??= await readingCopy<T>(this.file);
      return work(this.#copy);
    });
  }

  #run<R>(work: () => Promise<R>): Promise<R> {
    return this.#inTurn(async () => {
      await this.#mending.tryNow();
      try {
        return await work();
      } catch (error) {
        if (!isUniqueViolation(error)) this.#mending.begin(error as Error);
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
    await this.#index(db);
    this.#db = db;
    this.#writes = 0;
    this.#copy = null;
  }

  /** As they are declared: the file remembers those of the version that wrote it. */
  async #index(db: Datastore<T>): Promise<void> {
    const { indexes } = db as unknown as { indexes: Record<string, { unique: boolean; sparse: boolean }> };
    for (const [field, kept] of Object.entries(indexes)) {
      const fits = this.uniques.includes(field) ? kept.unique && kept.sparse : this.indexes.includes(field);
      if (!fits && field !== '_id') await db.removeIndexAsync(field);
    }
    for (const fieldName of this.uniques) await db.ensureIndexAsync({ fieldName, unique: true, sparse: true });
    for (const fieldName of this.indexes) await db.ensureIndexAsync({ fieldName });
  }

  #compactWhenLong(): void {
    if (this.#writes < COMPACT_AFTER_WRITES) return;
    this.#writes = 0;
    void this.#run(async () => {
      const documents = await this.#db.countAsync({});
      if (documents * 2 > COMPACT_AFTER_WRITES) this.#writes = -documents * 2;
      await this.#db.compactDatafileAsync();
    }).catch(() => undefined); // A failed compaction leaves the long file in place; `#mending` reads it.
  }
}

const isUniqueViolation = (error: unknown): boolean =>
  (error as { errorType?: string } | null)?.errorType === 'uniqueViolated';
