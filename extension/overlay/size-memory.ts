import { recall, remember } from './stored.ts';
import type { Size } from './types.ts';

const keyOf = (siteId: string) => `overlay-size:${siteId}`;
const isSize = (value: unknown): value is Size => ['sidebar', 'floating', 'pill'].includes(value as Size);

/** The size chosen last on a site, and what the pill opens to there; empty if none was, or storage does not answer. */
export const recallSize = async (siteId: string): Promise<Size[]> =>
  [await recall(keyOf(siteId))].flat().filter(isSize);

export const rememberSize = (siteId: string, ...sizes: Size[]): Promise<void> => remember(keyOf(siteId), sizes);
