import { useState } from 'preact/hooks';
import { useStore } from 'zustand';
import { may } from '../../../shared/party/permissions.ts';
import { cleanText } from '../../../shared/protocol/clean-text.ts';
import { PARTY_NAME_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import type { PopupRequests } from '../../messaging/messages.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { Field } from '../../ui/parts/field.tsx';
import { PartySwitches, WaitsFor } from '../../ui/parts/party-choices.tsx';
import { usePopup } from '../context.ts';
import { AbsentSections } from '../parts/absent-sections.tsx';
import { SubFrame } from '../parts/frame.tsx';
import { SureButton } from '../parts/sure-button.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { partyStore } from '../stores/party-store.ts';
import { useAsk } from '../use-ask.ts';

/** What a leader sets once in a while. Each switch acts at once. */
export function PartySettings() {
  const { ask, go } = usePopup();
  const party = useStore(partyStore, (s) => s.party);
  const { busy, problem, run } = useAsk();
  const [name, setName] = useState(party?.settings.name ?? '');
  if (!party) return <div class="pop-blank" />;
  const { settings } = party;
  const set = (change: PopupRequests['popup:update-party']['in']) => void run(() => ask('popup:update-party', change));
  const me = party.members.find((m) => m.id === party.you);
  const mayEnd = me !== undefined && may(me.role, 'end-party', settings.controlMode);
  const typed = cleanText(name);
  const rename = (event: Event) => {
    event.preventDefault();
    if (typed && typed !== settings.name) set({ name: typed });
  };
  return (
    <SubFrame title={t('common.party-settings')} onBack={() => go('start')}>
      <Trouble of={problem} />
      <form class="pop-code-form" onSubmit={rename}>
        <div class="wp-grow">
          <Field
            label={t('party.name')}
            showLabel
            value={name}
            maxLength={PARTY_NAME_MAX_CHARS}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        {typed !== settings.name && typed !== '' && (
          <Button type="submit" busy={busy}>
            {t('popup.save')}
          </Button>
        )}
      </form>
      <section class="pop-group">
        <h2 class="pop-heading">{t('common.waits')}</h2>
        <WaitsFor settings={settings} onChange={set} />
      </section>
      <PartySwitches
        settings={settings}
        onChange={set}
        hints={{ ads: t('party.wait-ads-hint'), lock: t('party.lock-hint') }}
      />
      <section class="pop-group">
        <Button busy={busy} onClick={() => set({ rotateCode: true })}>
          {t('party.new-code')}
        </Button>
        <p class="wp-sub">{t('party.new-code-hint')}</p>
      </section>
      <AbsentSections />
      {mayEnd && (
        <SureButton
          words={t('party.end')}
          sure={t('party.end-sure')}
          onSure={() => void run(() => ask('popup:end-party', { partyCode: party.partyCode }))}
        />
      )}
    </SubFrame>
  );
}
