import { t } from '../../ui/i18n.ts';
import { Toggle } from '../../ui/parts/toggle.tsx';
import type { Drawn } from './context.ts';

/** What one likes of chat and reactions. */
export function ChatSettingsView({ drawn: { model, chat } }: { drawn: Drawn }) {
  const { settings } = model;
  return (
    <div class="wp-chat-settings">
      <Toggle
        label={t('chat.veil-setting')}
        checked={settings.veil}
        onChange={(veil) => chat.settings({ ...settings, veil })}
      />
      <Toggle
        label={t('chat.replay-setting')}
        checked={settings.replays}
        onChange={(replays) => chat.settings({ ...settings, replays })}
      />
    </div>
  );
}
