import browser from 'webextension-polyfill';
import type { PartySummary } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/protocol/errors.ts';
import { z } from '../../shared/protocol/zod.ts';
import { HABITS_KEY, parseHabits, readHabits } from '../messaging/preferences.ts';
import { EARLY_MS, isLate, LATE_MS, type Reminder, renewed } from './reminder-list.ts';
import { reminderWords } from './reminder-words.ts';
import type { StateCell } from './state.ts';

/** Parsed when read: an older version may have written it. */
const keptSchema = z.array(
  z.object({
    partyCode: z.string().max(64),
    inviteUrl: z.string().max(300),
    startsAt: z.number(),
    name: z.string().max(300),
    hostName: z.string().max(300),
    rung: z.boolean(),
  }) satisfies z.ZodType<Reminder>,
);

const KEY = 'reminders';
const PREFIX = 'watchparty:starts:';

export interface ReminderNeeds {
  /** Whoever is signed in: their parties, as the server knows them now. */
  list: () => Promise<Result<PartySummary[]>>;
  /** Does this browser watch that party's film already? Who only sits there and waits is told like everybody else. */
  watching: (partyCode: string) => boolean;
}

/** Rings when a planned party begins: one alarm of the browser each, and a notice if the user wants it. */
export interface Reminders {
  /** The list was just read: ring for what is on it, and for nothing else. */
  renew(parties: readonly PartySummary[]): Promise<void>;
  /** Read the list anew: something on it changed, or the switch. */
  refresh(): Promise<void>;
  /** Browsers forget alarms when they end or when the extension is updated: set anew what is missing. */
  wake(): Promise<void>;
  /** Nobody else's browser rings for the parties of who has left. */
  clear(): Promise<void>;
  /** For `alarms.onAlarm`. */
  onAlarm(name: string): Promise<void>;
  /** For `storage.onChanged`: the user switched reminders on or off. */
  onStored(changes: Record<string, { oldValue?: unknown; newValue?: unknown }>): void;
}

const kept = async (): Promise<Reminder[]> => {
  const parsed = keptSchema.safeParse((await browser.storage.local.get(KEY))[KEY]);
  return parsed.success ? parsed.data : [];
};

const wanted = async () => (await readHabits(browser.storage.local)).reminders;

/** An alarm that stands for this very moment is left alone: each setting anew may put it off by half a minute. */
async function arm(reminders: readonly Reminder[], before: readonly Reminder[]): Promise<void> {
  const due = reminders.filter(({ rung }) => !rung);
  const names = new Set(due.map(({ partyCode }) => PREFIX + partyCode));
  const set = new Set<string>();
  for (const { name } of await browser.alarms.getAll()) {
    if (names.has(name)) set.add(name);
    else if (name.startsWith(PREFIX)) await browser.alarms.clear(name);
  }
  for (const { partyCode, startsAt } of due) {
    const same = before.some((old) => old.partyCode === partyCode && old.startsAt === startsAt);
    if (!same || !set.has(PREFIX + partyCode)) browser.alarms.create(PREFIX + partyCode, { when: startsAt });
  }
}

async function keep(next: readonly Reminder[], before: readonly Reminder[]): Promise<void> {
  await browser.storage.local.set({ [KEY]: next });
  await arm(next, before);
}

async function show(reminder: Reminder): Promise<void> {
  if (!(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
  // The name of a notice outlives the worker and the list: a press hours later still finds the invitation.
  await browser.notifications.create(PREFIX + reminder.inviteUrl, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('extension/icons/128.png'),
    title: reminder.name,
    message: await reminderWords(reminder, Date.now()),
  });
}

export function createReminders({ list, watching }: ReminderNeeds): Reminders {
  let last: Promise<void> = Promise.resolve();
  /** One after the other: each reads what is kept and writes it. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch((bug: unknown) => console.error('WatchParty: reminders', bug));
    return last;
  };

  const renew = async (parties: readonly PartySummary[]) => {
    if (!(await wanted())) return;
    const before = await kept();
    await keep(renewed(before, parties), before);
  };
  const clear = async () => keep([], []);

  /** Somebody may have moved the party or called it off elsewhere; without an answer what is known counts. */
  const ring = async (partyCode: string) => {
    if (!(await wanted())) return clear();
    const now = await list();
    if (!now.ok && now.error.code === 'not-signed-in') return clear();
    const before = await kept();
    const next = now.ok ? renewed(before, now.value) : before;
    const due = next.find((one) => one.partyCode === partyCode && !one.rung && one.startsAt <= Date.now() + EARLY_MS);
    await keep(
      next.map((one) => (one === due ? { ...one, rung: true } : one)),
      before,
    );
    if (due && !isLate(due, Date.now(), LATE_MS) && !watching(partyCode)) await show(due);
  };

  const refresh = () =>
    inTurn(async () => {
      if (!(await wanted())) return clear();
      const parties = await list();
      if (parties.ok) await renew(parties.value);
    });

  return {
    renew: (parties) => inTurn(() => renew(parties)),
    refresh,
    wake: () =>
      inTurn(async () => {
        const reminders = await kept();
        await arm(reminders, reminders);
      }),
    clear: () => inTurn(clear),
    async onAlarm(name) {
      if (name.startsWith(PREFIX)) await inTurn(() => ring(name.slice(PREFIX.length)));
    },
    onStored({ [HABITS_KEY]: change }) {
      if (change && parseHabits(change.oldValue).reminders !== parseHabits(change.newValue).reminders) void refresh();
    },
  };
}

/**
 * Who sits down in a planned party, or only looks into it, is told when it begins; who was put out of it is not: however
 * a party was entered or left. The invitation has another address when the code is made anew.
 */
export function renewOnMoving(cell: Pick<StateCell, 'onChange'>, reminders: Pick<Reminders, 'refresh'>): void {
  cell.onChange((now, before) => {
    if (before.seat?.partyCode !== now.seat?.partyCode) void reminders.refresh();
  });
}

/** The tab of the party that somebody sits in; null: they don't sit in the one of this invitation. */
export type SeatedTab = (inviteUrl: string) => Promise<number | null>;

/** For `notifications.onClicked`: who sits there goes to their tab; to everybody else the invitation says all the rest. */
async function onNoticeClicked(name: string, seatedTab: SeatedTab): Promise<void> {
  const url = name.slice(PREFIX.length);
  // A server names the invitation; what else a browser can open is none of its business.
  if (!name.startsWith(PREFIX) || !/^https?:/.test(url)) return;
  await browser.notifications.clear(name);
  const tabId = await seatedTab(url);
  if (tabId === null || !(await bringForward(tabId))) await browser.tabs.create({ url });
}

/** @returns false: it has been closed */
async function bringForward(tabId: number): Promise<boolean> {
  try {
    const { windowId } = await browser.tabs.update(tabId, { active: true });
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}

let watched = false;
/** The API is there only once the permission is: called at each start and whenever a permission came. */
export function watchNotices(seatedTab: SeatedTab): void {
  if (watched || !browser.notifications) return;
  watched = true;
  browser.notifications.onClicked.addListener((name) => void onNoticeClicked(name, seatedTab));
}
