import { readFile } from 'node:fs/promises';
import Datastore from '@seald-io/nedb';

type Line<T> = T & { $$deleted?: boolean; $$indexCreated?: unknown; $$indexRemoved?: unknown };

/**
 * What a file holds, in memory: for reading while it can't be written, when nedb itself would refuse to open it.
 * @param length bytes of the file that count
 * @throws what reading the file throws
 */
export async function readingCopy<T extends { _id: string }>(file: string, length: number): Promise<Datastore<T>> {
  const documents = new Map<string, T>();
  for (const line of linesOf<T>((await readFile(file)).toString('utf8', 0, length))) {
    if (line.$$deleted) documents.delete(line._id);
    else if (!line.$$indexCreated && !line.$$indexRemoved) documents.set(line._id, line);
  }
  const copy = new Datastore<T>({ inMemoryOnly: true });
  await copy.insertAsync([...documents.values()]);
  return copy;
}

/** Whole lines alone: the failed write may have left a part of one at the end. */
function* linesOf<T>(text: string): Generator<Line<T>> {
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (line === '') continue;
    try {
      yield JSON.parse(line) as Line<T>;
    } catch {
      return; // behind rubbish nothing was acknowledged
    }
  }
}
