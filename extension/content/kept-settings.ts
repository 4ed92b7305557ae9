import type { Storage } from 'webextension-polyfill';
import { CHROMIUM_PRIORS } from './controller/learned.ts';
import type { Learned, Preferences } from './controller/types.ts';

/** What this browser has learned of a site, and what its user likes: in `storage.local`, nothing of it is secret. */

const LATENCIES_MAX = 5;
/** Schema of `player:status`. */
const LATENCY_MAX_MS = 10_000;
const isLatency = (raw: unknown): boolean => typeof raw === 'number' && raw >= -1_000 && raw <= LATENCY_MAX_MS;
const isLatencies = (raw: unknown): raw is number[] =>
  Array.isArray(raw) && raw.length <= LATENCIES_MAX && raw.every(isLatency);
const fieldsOf = (raw: unknown): Record<string, unknown> | null =>
  typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : null;

type Fields = Record<string, unknown>;
const isLearned = (fields: Fields | null): fields is Fields & Learned =>
  fields !== null && Object.keys(CHROMIUM_PRIORS).every((key) => isLatencies(fields[key]));

/** Null: nothing was kept, or not by a version that we understand. */
export function parseLearned(raw: unknown): Learned | null {
  const fields = fieldsOf(raw);
  return isLearned(fields) ? fields : null;
}

/** Field by field as in `messaging/preferences`: what can't be read counts as usual. */
export function parsePreferences(raw: unknown): Preferences {
  const { rateCorrection, musicMode } = fieldsOf(raw) ?? {};
  return { rateCorrection: rateCorrection !== false, musicMode: musicMode === true };
}

export const PREFERENCES_KEY = 'preferences';
export const learnedKey = (siteId: string): string => `learned:${siteId}`;

type Area = Pick<Storage.StorageArea, 'get' | 'set'>;

async function read<T>(area: Area, key: string, parse: (raw: unknown) => T): Promise<T> {
  const stored = await area.get(key).catch((): Record<string, unknown> => ({}));
  return parse(stored[key]);
}

export const readLearned = (area: Area, siteId: string) => read(area, learnedKey(siteId), parseLearned);
export const readPreferences = (area: Area) => read(area, PREFERENCES_KEY, parsePreferences);
/** Failing to remember costs one measurement. */
export const keepLearned = (area: Area, siteId: string, learned: Learned): Promise<void> =>
  area.set({ [learnedKey(siteId)]: learned }).catch(() => {});
