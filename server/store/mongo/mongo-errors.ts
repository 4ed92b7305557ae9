import { StoreUnavailable } from '../store.ts';

/** A database that has not answered by then counts as away: callers hear `unavailable` within two seconds. */
export const ANSWER_MS = 1_900;

const DUPLICATE_KEY = 11_000;

/** FerretDB 1 has MongoDB's code on inserts, and on updates only what the SQLite below it says. */
const FERRETDB_SAYS = 'UNIQUE constraint failed';

/** Does a unique index refuse this? */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === DUPLICATE_KEY) || error.message.includes(FERRETDB_SAYS));

/** Was all that failed of a write of many refused by a unique index? */
export function areDuplicates(error: unknown): boolean {
  const { writeErrors } = error as { writeErrors?: { code?: number; errmsg?: string }[] | { code?: number } };
  if (writeErrors === undefined) return isDuplicate(error);
  return [writeErrors].flat().every((one) => one.code === DUPLICATE_KEY);
}

/** Mongoose's words for mistakes in what was asked: trying again would not help. */
const BUGS = ['CastError', 'StrictModeError', 'ValidationError', 'ObjectExpectedError', 'TypeError'];

/**
 * Waits for the database, at most `ANSWER_MS`. What it says after that is not heard: the outcome is unknown then.
 * @throws StoreUnavailable when it does not answer, or can't do what it was asked now; duplicates and bugs pass as they are
 */
export async function asked<T>(work: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw named(error);
  } finally {
    clearTimeout(timer);
  }
}

/** As `asked`, for what may take its time: migrations and building indexes. */
export async function askedForLong<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw named(error);
  }
}

function named(error: unknown): unknown {
  if (!(error instanceof Error) || isDuplicate(error) || BUGS.includes(error.name)) return error;
  return new StoreUnavailable(`MongoDB: ${error.message}`, { cause: error });
}
