import { useEffect, useState } from 'preact/hooks';
import browser, { type Storage } from 'webextension-polyfill';
import { HABITS_KEY, type Habits, parseHabits, readHabits, writeHabits } from '../../messaging/preferences.ts';
import { t } from '../../ui/i18n.ts';
import { Toggle } from '../../ui/parts/toggle.tsx';
import { Trouble } from './trouble.tsx';

const NOTICES = { permissions: ['notifications' as const] };

/** Whether this browser tells when a planned party begins. The background hears of it from the storage. */
export function RemindToggle() {
  const [habits, setHabits] = useState<Habits | null>(null);
  const [denied, setDenied] = useState(false);
  useEffect(() => {
    const follow = (changes: Record<string, Storage.StorageChange>, area: string) => {
      const change = area === 'local' ? changes[HABITS_KEY] : undefined;
      if (change) setHabits(parseHabits(change.newValue));
    };
    browser.storage.onChanged.addListener(follow);
    // Wished for, and yet not allowed: refused after the question had closed the popup, or taken back in the browser's own
    // settings. Either way the switch does not go off without a word.
    void Promise.all([readHabits(browser.storage.local), browser.permissions.contains(NOTICES)]).then(([kept, may]) => {
      const refused = kept.reminders && !may;
      setDenied(refused);
      setHabits(kept);
      if (refused) void writeHabits(browser.storage.local, { reminders: false });
    });
    return () => browser.storage.onChanged.removeListener(follow);
  }, []);
  const change = (reminders: boolean) => {
    if (!habits) return;
    // In one step and first of all: Chromium's question closes the popup, and what waits for an answer then is never done.
    const written = browser.storage.local.set({ [HABITS_KEY]: { ...habits, reminders } });
    setHabits({ ...habits, reminders });
    setDenied(false);
    if (!reminders) return;
    // Asked in the click itself.
    void browser.permissions
      .request(NOTICES)
      .catch(() => false)
      .then(async (granted) => {
        await written;
        setDenied(!granted);
        if (!granted) await writeHabits(browser.storage.local, { reminders: false });
      });
  };
  return (
    <>
      <Toggle
        label={t('habits.remind')}
        hint={t('habits.remind-hint')}
        checked={habits?.reminders ?? false}
        disabled={!habits}
        onChange={change}
      />
      <Trouble of={denied && t('habits.remind-denied')} />
    </>
  );
}
