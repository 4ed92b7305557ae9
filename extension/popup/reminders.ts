import type { PartySummary } from '../../shared/protocol/api.ts';
import type { Reminder } from '../messaging/messages.ts';
import { type Area, readHabits } from '../messaging/preferences.ts';
import { t } from '../ui/i18n.ts';
import type { Ask } from './background-link.ts';

/** What to ring for: the parties still to come. */
export const remindersOf = (parties: readonly PartySummary[]): Reminder[] =>
  parties.flatMap(({ status, startsAt, partyCode, inviteUrl, name, hostName }) =>
    status === 'scheduled' && startsAt !== null
      ? [{ partyCode, inviteUrl, startsAt, title: name, message: t('remind.begins', { name: hostName }) }]
      : [],
  );

/** The list was just read: ring for what is on it, if the user wants to be told. */
export async function renewReminders(ask: Ask, area: Area, parties: readonly PartySummary[]): Promise<void> {
  const { reminders } = await readHabits(area);
  if (reminders) await ask('popup:remind', { reminders: remindersOf(parties) });
}
