import type { Storage } from 'webextension-polyfill';
import { z } from '../../shared/protocol/zod.ts';
import type { Learned, Preferences } from './controller/types.ts';

/** What this browser has learned of a site, and what its user likes: in `storage.local`, nothing of it is secret. */

const latencies = z.array(z.number().min(-1_000).max(60_000)).max(5);
const learnedSchema = z.object({
  startAfterSeek: latencies,
  startPlain: latencies,
  seekBuffered: latencies,
  seekUnbuffered: latencies,
}) satisfies z.ZodType<Learned>;

const preferencesSchema = z.object({
  rateCorrection: z.boolean().default(true),
  musicMode: z.boolean().default(false),
}) satisfies z.ZodType<Preferences>;

export const PREFERENCES_KEY = 'preferences';
export const learnedKey = (siteId: string): string => `learned:${siteId}`;

type Area = Pick<Storage.StorageArea, 'get' | 'set'>;

async function read<T>(area: Area, key: string, schema: z.ZodType<T>): Promise<T | null> {
  const stored = await area.get(key).catch((): Record<string, unknown> => ({}));
  const parsed = schema.safeParse(stored[key]);
  return parsed.success ? parsed.data : null;
}

export const readLearned = (area: Area, siteId: string) => read(area, learnedKey(siteId), learnedSchema);
export const readPreferences = (area: Area) => read(area, PREFERENCES_KEY, preferencesSchema);
/** Failing to remember costs one measurement. */
export const keepLearned = (area: Area, siteId: string, learned: Learned): Promise<void> =>
  area.set({ [learnedKey(siteId)]: learned }).catch(() => {});

export const parsePreferences = (raw: unknown): Preferences | null => {
  const parsed = preferencesSchema.safeParse(raw);
  return parsed.success ? parsed.data : null;
};
