import { fillSlot, slot } from '../messaging/slots.ts';

/**
 * One running content script a document. The background may inject twice, and must be able to start a party in a page
 * where one has ended, or where the script of an older version of the extension lies dead.
 */
interface Instance {
  isAlive(): boolean;
  end(): void;
}

/**
 * Claim the document.
 * @param isAlive is the extension that this script belongs to still there?
 * @returns the life of this script, or null if another one lives here
 */
export function claimDocument(isAlive: () => boolean): AbortController | null {
  const other = slot('content') as Instance | undefined;
  if (other?.isAlive()) return null;
  other?.end();
  const life = new AbortController();
  const mine: Instance = { isAlive: () => !life.signal.aborted && isAlive(), end: () => life.abort() };
  fillSlot('content', mine);
  return life;
}
