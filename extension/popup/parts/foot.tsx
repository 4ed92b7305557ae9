import { useStore } from 'zustand';
import { t } from '../../ui/i18n.ts';
import { StateMark } from '../../ui/parts/state-mark.tsx';
import { usePopup } from '../context.ts';
import { authStore } from '../stores/auth-store.ts';
import { hostOf } from './server-away.tsx';

/** The server's state, and the way to the settings. */
export function Foot() {
  const { go } = usePopup();
  const { connection, serverUrl } = useStore(authStore);
  const server = hostOf(serverUrl);
  const online = connection.state === 'online';
  const away = connection.state === 'offline' || connection.state === 'refused';
  const words = online
    ? t('home.connected', { server })
    : away
      ? t('home.away', { server })
      : t('home.connecting', { server });
  return (
    <footer class="pop-foot">
      <StateMark mark={online ? 'round' : away ? 'square' : 'hollow'} />
      <span class="wp-grow wp-name pop-light" title={words}>
        {words}
      </span>
      <button type="button" class="pop-link" id="pop-settings" onClick={() => go('settings')}>
        {t('popup.settings')}
      </button>
    </footer>
  );
}
