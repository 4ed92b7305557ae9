import { useState } from 'preact/hooks';
import { may } from '../../../shared/party/permissions.ts';
import type { WireError } from '../../../shared/protocol/errors.ts';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';
import { Segmented } from '../../ui/parts/segmented.tsx';
import { Toggle } from '../../ui/parts/toggle.tsx';
import type { PartyChange } from '../types.ts';
import type { Drawn } from './context.ts';

/** May oneself change how the party goes? */
export function maySet({ model: { view } }: Drawn): boolean {
  const me = view?.members.find(({ id }) => id === view.you);
  return view !== null && me !== undefined && may(me.role, 'change-settings', view.settings.controlMode);
}

/** What a leader changes in the middle of a film. Each switch acts at once; codes and names are the popup's. */
export function PartySettingsView({ drawn }: { drawn: Drawn }) {
  const [problem, setProblem] = useState<WireError | null>(null);
  const { view } = drawn.model;
  if (view === null) return null;
  const { controlMode, waitFor, waitForAds, locked } = view.settings;
  const set = async (change: PartyChange) => {
    const done = await drawn.actions.changeParty(change);
    setProblem(done.ok ? null : done.error);
  };
  return (
    <section class="wp-party-settings" aria-label={t('common.party-settings')}>
      <p class="wp-sub">{t('common.who-controls')}</p>
      <Segmented
        label={t('common.who-controls')}
        options={[
          { value: 'everyone', label: t('common.everyone') },
          { value: 'host-only', label: t('common.only-host') },
        ]}
        value={controlMode}
        onChange={(next) => void set({ controlMode: next })}
      />
      <p class="wp-sub">{t('common.waits')}</p>
      <Segmented
        label={t('common.waits')}
        options={[
          { value: 'everyone', label: t('common.wait-everyone') },
          { value: 'majority', label: t('common.wait-majority') },
          { value: 'nobody', label: t('common.wait-nobody') },
        ]}
        value={waitFor}
        onChange={(next) => void set({ waitFor: next })}
      />
      <Toggle label={t('common.wait-ads')} checked={waitForAds} onChange={(on) => void set({ waitForAds: on })} />
      <Toggle label={t('common.lock')} checked={locked} onChange={(on) => void set({ locked: on })} />
      {problem && (
        <p class="wp-problem" role="alert">
          {errorWords(problem)}
        </p>
      )}
    </section>
  );
}
