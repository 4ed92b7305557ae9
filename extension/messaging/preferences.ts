import type { WaitPolicy } from '../../shared/party/party.ts';

/**
 * What a user likes, one entry in `storage.local`: settings write it, the background reads it for new parties and
 * reminders, content scripts read their two switches of it (content/kept-settings.ts). Missing fields have their default.
 */
export interface Habits {
  /** S16: follow the party by small changes of the speed. Off: by jumps alone. */
  rateCorrection: boolean;
  /** S16: so small that music keeps its pitch to the ear. */
  musicMode: boolean;
  /** S23: for whom parties wait that this user starts. */
  waitFor: WaitPolicy;
  /** Tell when a scheduled party begins. */
  reminders: boolean;
}

export const HABITS_KEY = 'preferences';
export const USUAL_HABITS: Habits = { rateCorrection: true, musicMode: false, waitFor: 'everyone', reminders: false };

const WAITS: readonly unknown[] = ['everyone', 'majority', 'nobody'] satisfies WaitPolicy[];

/** What was stored, field by field; what can't be read counts as usual. */
export function parseHabits(raw: unknown): Habits {
  const kept = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Habits>;
  const flag = (name: 'rateCorrection' | 'musicMode' | 'reminders') =>
    typeof kept[name] === 'boolean' ? kept[name] : USUAL_HABITS[name];
  return {
    rateCorrection: flag('rateCorrection'),
    musicMode: flag('musicMode'),
    waitFor: WAITS.includes(kept.waitFor) ? (kept.waitFor as WaitPolicy) : USUAL_HABITS.waitFor,
    reminders: flag('reminders'),
  };
}

export interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

export const readHabits = async (area: Area): Promise<Habits> => parseHabits((await area.get(HABITS_KEY))[HABITS_KEY]);

/** Changes some of it; whoever watches the storage hears of it. @returns all of it as it is now */
export async function writeHabits(area: Area, change: Partial<Habits>): Promise<Habits> {
  const next = { ...(await readHabits(area)), ...change };
  await area.set({ [HABITS_KEY]: next });
  return next;
}
