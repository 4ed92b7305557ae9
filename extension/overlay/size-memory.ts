import { recall, remember } from './stored.ts';
import type { Size } from './types.ts';

const keyOf = (siteId: string) => `overlay-size:${siteId}`;
const isSize = (value: unknown): value is Size => value === 'sidebar' || value === 'floating' || value === 'pill';

/** The size chosen last on a site; null if none was, or storage does not answer. */
export async function recallSize(siteId: string): Promise<Size | null> {
  const value = await recall(keyOf(siteId));
  return isSize(value) ? value : null;
}

export const rememberSize = (siteId: string, size: Size): Promise<void> => remember(keyOf(siteId), size);
