/** Looked at before others get their turn: with state in memory, awaiting alone lets nobody in between. */
const PORTION = 8;

/** Work on many things, a few at a time. */
export async function inPortions<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += PORTION) {
    await Promise.all(all.slice(from, from + PORTION).map(work));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
