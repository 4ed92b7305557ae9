import browser from 'webextension-polyfill';
import { z } from '../../shared/protocol/zod.ts';
import type { Reminder } from '../messaging/messages.ts';
import { readHabits } from '../messaging/preferences.ts';

/** Parsed when read: an older version may have written it. Its words were made where the language is known. */
const reminderSchema = z.object({
  partyCode: z.string().max(64),
  inviteUrl: z.string().max(300),
  startsAt: z.number(),
  title: z.string().max(300),
  message: z.string().max(300),
}) satisfies z.ZodType<Reminder>;

const KEY = 'reminders';
const PREFIX = 'watchparty:starts:';
/** A computer that was asleep rings late; after this long the party is under way and its members know. */
const LATE_MS = 30 * 60_000;

const kept = async (): Promise<Reminder[]> => {
  const parsed = z.array(reminderSchema).safeParse((await browser.storage.local.get(KEY))[KEY]);
  return parsed.success ? parsed.data : [];
};

/** Rings for exactly these parties, each when it begins. */
export async function setReminders(reminders: readonly Reminder[]): Promise<void> {
  await browser.storage.local.set({ [KEY]: reminders });
  const alarms = await browser.alarms.getAll();
  const wanted = new Set(reminders.map(({ partyCode }) => PREFIX + partyCode));
  for (const { name } of alarms) if (name.startsWith(PREFIX) && !wanted.has(name)) await browser.alarms.clear(name);
  for (const { partyCode, startsAt } of reminders) browser.alarms.create(PREFIX + partyCode, { when: startsAt });
}

/** For `alarms.onAlarm`: shows the notice if the user still wants it and the browser lets us. */
export async function onAlarm(name: string): Promise<void> {
  if (!name.startsWith(PREFIX)) return;
  const code = name.slice(PREFIX.length);
  const reminder = (await kept()).find(({ partyCode }) => partyCode === code);
  const { reminders } = await readHabits(browser.storage.local);
  if (!reminder || !reminders || Date.now() - reminder.startsAt > LATE_MS) return;
  if (!(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
  await browser.notifications.create(name, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('extension/icons/128.png'),
    title: reminder.title,
    message: reminder.message,
  });
}

/** For `notifications.onClicked`: the invitation says all the rest. */
export async function onNoticeClicked(name: string): Promise<void> {
  const reminder = (await kept()).find(({ partyCode }) => PREFIX + partyCode === name);
  if (!reminder) return;
  await browser.notifications.clear(name);
  await browser.tabs.create({ url: reminder.inviteUrl });
}

let watched = false;
/** The API is there only once the permission is: called at each start and whenever a permission came. */
export function watchNotices(): void {
  if (watched || !browser.notifications) return;
  watched = true;
  browser.notifications.onClicked.addListener((name) => void onNoticeClicked(name));
}
