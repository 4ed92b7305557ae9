import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { t } from '../../ui/i18n.ts';
import { Toggle } from '../../ui/parts/toggle.tsx';
import { hostOf } from './server-away.tsx';

/** May invitations of this server have a button that joins? The browser asks; without it the toolbar button does the same. */
export function InvitePageSwitch({ serverUrl }: { serverUrl: string }) {
  const [on, setOn] = useState(false);
  const origins = URL.canParse(serverUrl) ? [`${new URL(serverUrl).protocol}//${new URL(serverUrl).hostname}/*`] : [];
  const look = () => void browser.permissions.contains({ origins }).then(setOn);
  useEffect(look, [serverUrl]);
  const change = (wanted: boolean) => {
    const settled = wanted ? browser.permissions.request({ origins }) : browser.permissions.remove({ origins });
    settled.then(look, look);
  };
  return (
    <Toggle
      label={t('settings.invite-page')}
      hint={t('settings.invite-page-hint', { server: hostOf(serverUrl) })}
      checked={on}
      onChange={change}
    />
  );
}
