import { useState } from 'preact/hooks';
import { useStore } from 'zustand';
import { parseServerUrl } from '../../../shared/protocol/server-address.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { Field } from '../../ui/parts/field.tsx';
import { usePopup } from '../context.ts';
import { authStore } from '../stores/auth-store.ts';
import { partyStore } from '../stores/party-store.ts';
import { useAsk } from '../use-ask.ts';
import { InvitePageSwitch } from './invite-page-switch.tsx';
import { hostOf } from './server-away.tsx';
import { ServerTest } from './server-test.tsx';

/** Which server: the user's choice (B5). */
export function ServerSection() {
  const { ask } = usePopup();
  const serverUrl = useStore(authStore, (s) => s.serverUrl);
  const inParty = useStore(partyStore, (s) => s.party !== null);
  const [typed, setTyped] = useState(serverUrl);
  const [wrong, setWrong] = useState(false);
  const { busy, problem, run, clear } = useAsk();
  const submit = (event: Event) => {
    event.preventDefault();
    const parsed = parseServerUrl(typed);
    setWrong(!parsed.ok);
    if (!parsed.ok || busy) return;
    setTyped(parsed.value);
    void run(() => ask('popup:set-server', { url: parsed.value }));
  };
  const changed = typed.trim() !== serverUrl;
  return (
    <form class="pop-section" onSubmit={submit} noValidate>
      <h2 class="pop-heading">{t('settings.server')}</h2>
      <Field
        label={t('settings.server')}
        type="url"
        value={typed}
        autoComplete="off"
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
          clear();
        }}
        hint={inParty && changed ? t('settings.server-leaves') : t('settings.server-hint')}
        {...(wrong
          ? { problem: t('settings.server-unreadable') }
          : problem
            ? { problem: t('server.test-silent', { server: hostOf(typed) }) }
            : {})}
      />
      <ServerTest typed={typed} />
      {changed && (
        <Button type="submit" busy={busy}>
          {t('settings.use-server')}
        </Button>
      )}
      <InvitePageSwitch serverUrl={serverUrl} />
    </form>
  );
}
