import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { type Habits, readHabits, USUAL_HABITS, writeHabits } from '../../messaging/preferences.ts';
import { t } from '../../ui/i18n.ts';
import { Segmented } from '../../ui/parts/segmented.tsx';
import { Toggle } from '../../ui/parts/toggle.tsx';
import { usePopup } from '../context.ts';
import { renewReminders } from '../reminders.ts';

/** How one likes to watch: kept in this browser, each switch acts at once. */
export function HabitsSection() {
  const { ask } = usePopup();
  const [habits, setHabits] = useState<Habits>(USUAL_HABITS);
  const [denied, setDenied] = useState(false);
  useEffect(() => void readHabits(browser.storage.local).then(setHabits), []);
  const set = async (change: Partial<Habits>) => setHabits(await writeHabits(browser.storage.local, change));
  const remind = (on: boolean) => {
    // Asked in the click itself; written down first, for the prompt may close the popup.
    const written = set({ reminders: on });
    if (!on) return void written.then(() => ask('popup:remind', { reminders: [] }));
    const asked = browser.permissions.request({ permissions: ['notifications'] });
    void asked
      .catch(() => false)
      .then(async (granted) => {
        await written;
        setDenied(!granted);
        if (!granted) return set({ reminders: false });
        const parties = await ask('popup:parties', null);
        if (parties.ok) await renewReminders(ask, browser.storage.local, parties.value);
      });
  };
  return (
    <section class="pop-section">
      <h2 class="pop-heading">{t('habits.title')}</h2>
      <p class="wp-sub">{t('habits.waits')}</p>
      <Segmented
        label={t('habits.waits')}
        options={[
          { value: 'everyone', label: t('common.wait-everyone') },
          { value: 'majority', label: t('common.wait-majority') },
          { value: 'nobody', label: t('common.wait-nobody') },
        ]}
        value={habits.waitFor}
        onChange={(waitFor) => void set({ waitFor })}
      />
      <Toggle
        label={t('habits.correction')}
        hint={t('habits.correction-hint')}
        checked={habits.rateCorrection}
        onChange={(rateCorrection) => void set({ rateCorrection })}
      />
      <Toggle
        label={t('habits.music')}
        hint={t('habits.music-hint')}
        checked={habits.musicMode}
        disabled={!habits.rateCorrection}
        onChange={(musicMode) => void set({ musicMode })}
      />
      <Toggle label={t('habits.remind')} hint={t('habits.remind-hint')} checked={habits.reminders} onChange={remind} />
      {denied && (
        <p class="wp-problem" role="alert">
          {t('habits.remind-denied')}
        </p>
      )}
    </section>
  );
}
