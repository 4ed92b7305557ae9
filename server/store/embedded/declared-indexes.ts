import type Datastore from '@seald-io/nedb';

/** Indexes as they are declared: the file remembers those of the version that wrote it. */
export async function declareIndexes<T extends { _id: string }>(
  db: Datastore<T>,
  uniques: readonly string[],
  others: readonly string[],
): Promise<void> {
  const { indexes } = db as unknown as { indexes: Record<string, { unique: boolean; sparse: boolean }> };
  for (const [field, kept] of Object.entries(indexes)) {
    const fits = uniques.includes(field) ? kept.unique && kept.sparse : others.includes(field);
    if (!fits && field !== '_id') await db.removeIndexAsync(field);
  }
  for (const fieldName of uniques) await db.ensureIndexAsync({ fieldName, unique: true, sparse: true });
  for (const fieldName of others) await db.ensureIndexAsync({ fieldName });
}
