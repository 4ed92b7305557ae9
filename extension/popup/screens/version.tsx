import { useStore } from 'zustand';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { Frame } from '../parts/frame.tsx';
import { hostOf } from '../parts/server-away.tsx';
import { versionTrouble } from '../screen.ts';
import { authStore } from '../stores/auth-store.ts';
import { mirroredView } from '../stores/party-store.ts';

/** The server will not have this version, or is too old for it (decision 9). */
export function Version() {
  const { ask, go } = usePopup();
  const server = hostOf(useStore(authStore, (s) => s.serverUrl));
  const view = mirroredView();
  const kind = view && versionTrouble(view) === 'client-too-new' ? 'new' : 'old';
  const retry = async () => {
    await ask('popup:farewell-seen', null);
    await ask('popup:retry', null);
  };
  return (
    <Frame>
      <div>
        <h2 class="pop-headline">{t(`version.${kind}`)}</h2>
        <p class="wp-sub pop-after pop-wrap">{t(`version.${kind}-sub`, { server })}</p>
      </div>
      <div class="pop-stretch">
        <Button kind="primary" onClick={() => void retry()}>
          {t('common.try-again')}
        </Button>
        <Button kind="quiet" onClick={() => go('settings')}>
          {t('version.other-server')}
        </Button>
      </div>
    </Frame>
  );
}
