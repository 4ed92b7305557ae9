/**
 * One running content script a document. The background may inject twice, and must be able to start a party in a page
 * where one has ended, or where the script of an older version of the extension lies dead.
 */
interface Instance {
  isAlive(): boolean;
  end(): void;
}

const KEY = Symbol.for('watchparty.content');
/** The isolated world's own global object: pages do not see it. */
const world = globalThis as unknown as Record<symbol, Instance | undefined>;

/**
 * Claim the document.
 * @param isAlive is the extension that this script belongs to still there?
 * @returns the life of this script, or null if another one lives here
 */
export function claimDocument(isAlive: () => boolean): AbortController | null {
  const other = world[KEY];
  if (other?.isAlive()) return null;
  other?.end();
  const life = new AbortController();
  world[KEY] = { isAlive: () => !life.signal.aborted && isAlive(), end: () => life.abort() };
  return life;
}
