import { useStore } from 'zustand';
import { t } from '../../ui/i18n.ts';
import { usePopup } from '../context.ts';
import { AccountSection } from '../parts/account-section.tsx';
import { SubFrame } from '../parts/frame.tsx';
import { HabitsSection } from '../parts/habits-section.tsx';
import { LookSection } from '../parts/look-section.tsx';
import { ProfileSection } from '../parts/profile-section.tsx';
import { ServerSection } from '../parts/server-section.tsx';
import { ServicesSection } from '../parts/services-section.tsx';
import { authStore } from '../stores/auth-store.ts';

/** Oneself, the services, the server, the account. */
export function Settings() {
  const { go } = usePopup();
  const account = useStore(authStore, (s) => s.account);
  return (
    <SubFrame title={t('popup.settings')} onBack={() => go('start')}>
      {account && <ProfileSection account={account} />}
      {account && <ServicesSection account={account} />}
      <HabitsSection />
      <LookSection />
      <ServerSection />
      {account && <AccountSection account={account} />}
      <button type="button" class="pop-link pop-centred" id="pop-diagnostics" onClick={() => go('diagnostics')}>
        {t('settings.diagnostics')}
      </button>
    </SubFrame>
  );
}
