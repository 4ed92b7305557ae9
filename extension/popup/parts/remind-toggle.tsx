import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { readHabits, writeHabits } from '../../messaging/preferences.ts';
import { t } from '../../ui/i18n.ts';
import { Toggle } from '../../ui/parts/toggle.tsx';
import { Trouble } from './trouble.tsx';

const NOTICES = { permissions: ['notifications' as const] };

/** Whether this browser tells when a planned party begins. The background hears of it from the storage. */
export function RemindToggle() {
  const [on, setOn] = useState(false);
  const [denied, setDenied] = useState(false);
  const set = async (reminders: boolean) => {
    setOn(reminders);
    await writeHabits(browser.storage.local, { reminders });
  };
  useEffect(() => {
    // Wished for, and yet not allowed: refused after the question had closed the popup, or taken back in the browser's own
    // settings. Either way the switch does not go off without a word.
    void Promise.all([readHabits(browser.storage.local), browser.permissions.contains(NOTICES)]).then(([kept, may]) => {
      const refused = kept.reminders && !may;
      setDenied(refused);
      return refused ? set(false) : setOn(kept.reminders);
    });
  }, []);
  const change = (wanted: boolean) => {
    // Written down first, for the prompt may close the popup. Asked in the click itself.
    const written = set(wanted);
    setDenied(false);
    if (!wanted) return;
    void browser.permissions
      .request(NOTICES)
      .catch(() => false)
      .then(async (granted) => {
        await written;
        setDenied(!granted);
        if (!granted) await set(false);
      });
  };
  return (
    <>
      <Toggle label={t('habits.remind')} hint={t('habits.remind-hint')} checked={on} onChange={change} />
      <Trouble of={denied && t('habits.remind-denied')} />
    </>
  );
}
