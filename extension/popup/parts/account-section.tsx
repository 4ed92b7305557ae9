import type { Account } from '../../../shared/protocol/api.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { useAsk } from '../use-ask.ts';
import { PasswordSection } from './password-section.tsx';
import { SureButton } from './sure-button.tsx';
import { Trouble } from './trouble.tsx';
import { UpgradeSection } from './upgrade-section.tsx';

const DOWNLOAD_MS = 60_000;

/** Sign out here or everywhere, take one's data along, or have it deleted (A5). */
export function AccountSection({ account }: { account: Account }) {
  const { ask, go } = usePopup();
  const { busy, problem, run } = useAsk();
  const leave = async (work: () => ReturnType<typeof ask<'popup:sign-out'>>) => {
    const done = await run(async () => {
      const result = await work();
      return result.ok ? { ok: true as const, value: true } : result;
    });
    if (done) go('start');
  };
  const signOut = (everywhere: boolean) => void leave(() => ask('popup:sign-out', { everywhere }));
  const save = async () => {
    const data = await run(() => ask('popup:export-account', null));
    if (!data) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
    link.download = 'watchparty-data.json';
    link.click();
    // A browser may read it only after the click is over.
    setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOAD_MS);
  };
  return (
    <section class="pop-section">
      <h2 class="pop-heading">{t('settings.account')}</h2>
      <p class="wp-sub pop-wrap">
        {account.guest || !account.email
          ? t('settings.guest-account')
          : t('settings.signed-in-as', { email: account.email })}
      </p>
      <Trouble of={problem} />
      {account.guest ? <UpgradeSection name={account.username} /> : <PasswordSection />}
      <div class="pop-stretch">
        {account.guest ? (
          // Nobody can sign in as a guest again.
          <SureButton
            kind="plain"
            words={t('settings.sign-out')}
            sure={t('settings.delete-sure')}
            onSure={() => signOut(false)}
          />
        ) : (
          <Button busy={busy} onClick={() => signOut(false)}>
            {t('settings.sign-out')}
          </Button>
        )}
        {!account.guest && (
          <Button kind="quiet" busy={busy} onClick={() => signOut(true)}>
            {t('settings.sign-out-everywhere')}
          </Button>
        )}
        <Button kind="quiet" busy={busy} onClick={() => void save()}>
          {t('settings.export')}
        </Button>
        <SureButton
          words={t('settings.delete')}
          sure={t('settings.delete-sure')}
          onSure={() => void leave(() => ask('popup:delete-account', null))}
        />
      </div>
    </section>
  );
}
