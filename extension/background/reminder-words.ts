import { clockTime } from '../ui/clock-time.ts';
import { setWords, t } from '../ui/i18n.ts';
import { BEGUN_MS, isLate, type Reminder } from './reminder-list.ts';
import { readWords } from './words.ts';

/** What a notice says of a party, true at the moment when it is shown. @param now wall clock, ms */
export async function reminderWords({ hostName, startsAt }: Reminder, now: number): Promise<string> {
  setWords(await readWords('popup'));
  return isLate({ startsAt }, now, BEGUN_MS)
    ? t('remind.began', { name: hostName, time: clockTime(startsAt) })
    : t('remind.begins', { name: hostName });
}
