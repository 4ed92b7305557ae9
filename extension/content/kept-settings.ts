import * as v from 'valibot';
import type { Storage } from 'webextension-polyfill';
import type { Learned, Preferences } from './controller/types.ts';

/** What this browser has learned of a site, and what its user likes: in `storage.local`, nothing of it is secret. */

const latency = v.pipe(v.number(), v.minValue(-1_000), v.maxValue(60_000));
const latencies = v.pipe(v.array(latency), v.maxLength(5));
const learnedSchema = v.object({
  startAfterSeek: latencies,
  startPlain: latencies,
  seekBuffered: latencies,
  seekUnbuffered: latencies,
}) satisfies v.GenericSchema<unknown, Learned>;

const preferencesSchema = v.object({
  rateCorrection: v.optional(v.boolean(), true),
  musicMode: v.optional(v.boolean(), false),
}) satisfies v.GenericSchema<unknown, Preferences>;

export const PREFERENCES_KEY = 'preferences';
export const learnedKey = (siteId: string): string => `learned:${siteId}`;

type Area = Pick<Storage.StorageArea, 'get' | 'set'>;

async function read<T>(area: Area, key: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> {
  const stored = await area.get(key).catch((): Record<string, unknown> => ({}));
  const parsed = v.safeParse(schema, stored[key]);
  return parsed.success ? parsed.output : null;
}

export const readLearned = (area: Area, siteId: string) => read(area, learnedKey(siteId), learnedSchema);
export const readPreferences = (area: Area) => read(area, PREFERENCES_KEY, preferencesSchema);
/** Failing to remember costs one measurement. */
export const keepLearned = (area: Area, siteId: string, learned: Learned): Promise<void> =>
  area.set({ [learnedKey(siteId)]: learned }).catch(() => {});

export const parsePreferences = (raw: unknown): Preferences | null => {
  const parsed = v.safeParse(preferencesSchema, raw);
  return parsed.success ? parsed.output : null;
};
