import type { PartySettings } from '../../../shared/party/party.ts';
import { t } from '../i18n.ts';
import { Segmented } from './segmented.tsx';
import { Toggle } from './toggle.tsx';

/** How a party goes: the same choices in the popup and on the film. Each acts at once. */
interface Props {
  settings: PartySettings;
  onChange: (change: Partial<Pick<PartySettings, 'controlMode' | 'waitFor' | 'waitForAds' | 'locked'>>) => void;
}

export const WhoControls = ({ settings, onChange }: Props) => (
  <Segmented
    label={t('common.who-controls')}
    options={[
      { value: 'everyone', label: t('common.everyone') },
      { value: 'host-only', label: t('common.only-host') },
    ]}
    value={settings.controlMode}
    onChange={(controlMode) => onChange({ controlMode })}
  />
);

/** What has been chosen of it, for those who may not choose. */
export const WhoMay = ({ settings }: Pick<Props, 'settings'>) => (
  <p class="wp-sub">{t(settings.controlMode === 'everyone' ? 'party.everyone-may' : 'party.only-host-may')}</p>
);

/** For a party, and for those that one will start: @param label says which */
export const WaitsFor = (props: {
  settings: Pick<PartySettings, 'waitFor'>;
  onChange: (change: Pick<PartySettings, 'waitFor'>) => void;
  label?: string;
}) => (
  <Segmented
    label={props.label ?? t('common.waits')}
    options={[
      { value: 'everyone', label: t('common.wait-everyone') },
      { value: 'majority', label: t('common.wait-majority') },
      { value: 'nobody', label: t('common.wait-nobody') },
    ]}
    value={props.settings.waitFor}
    onChange={(waitFor) => props.onChange({ waitFor })}
  />
);

/** @param hints say what each means: where there is room for it */
export const PartySwitches = ({ settings, onChange, hints }: Props & { hints?: { ads: string; lock: string } }) => (
  <>
    <Toggle
      label={t('common.wait-ads')}
      {...(hints ? { hint: hints.ads } : {})}
      checked={settings.waitForAds}
      onChange={(waitForAds) => onChange({ waitForAds })}
    />
    <Toggle
      label={t('common.lock')}
      {...(hints ? { hint: hints.lock } : {})}
      checked={settings.locked}
      onChange={(locked) => onChange({ locked })}
    />
  </>
);
