import { useState } from 'preact/hooks';
import { may } from '../../../shared/party/permissions.ts';
import type { WireError } from '../../../shared/protocol/errors.ts';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';
import { PartySwitches, WaitsFor, WhoControls } from '../../ui/parts/party-choices.tsx';
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
  const set = async (change: PartyChange) => {
    const done = await drawn.actions.ask('overlay:change-party', change);
    setProblem(done.ok ? null : done.error);
  };
  return (
    <section class="wp-party-settings" aria-label={t('common.party-settings')}>
      <p class="wp-sub">{t('common.who-controls')}</p>
      <WhoControls settings={view.settings} onChange={set} />
      <p class="wp-sub">{t('common.waits')}</p>
      <WaitsFor settings={view.settings} onChange={set} />
      <PartySwitches settings={view.settings} onChange={set} />
      {problem && (
        <p class="wp-problem" role="alert">
          {errorWords(problem)}
        </p>
      )}
    </section>
  );
}
