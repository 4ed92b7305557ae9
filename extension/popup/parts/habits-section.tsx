import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { type Habits, readHabits, USUAL_HABITS, writeHabits } from '../../messaging/preferences.ts';
import { t } from '../../ui/i18n.ts';
import { WaitsFor } from '../../ui/parts/party-choices.tsx';
import { Toggle } from '../../ui/parts/toggle.tsx';
import { RemindToggle } from './remind-toggle.tsx';

/** How one likes to watch: kept in this browser, each switch acts at once. */
export function HabitsSection() {
  const [habits, setHabits] = useState<Habits>(USUAL_HABITS);
  useEffect(() => void readHabits(browser.storage.local).then(setHabits), []);
  const set = async (change: Partial<Habits>) => setHabits(await writeHabits(browser.storage.local, change));
  return (
    <section class="pop-section">
      <h2 class="pop-heading">{t('habits.title')}</h2>
      <p class="wp-sub">{t('habits.waits')}</p>
      <WaitsFor label={t('habits.waits')} settings={habits} onChange={(change) => void set(change)} />
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
      <RemindToggle />
    </section>
  );
}
