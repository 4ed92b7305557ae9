import { useState } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { ChatSettingsView } from './chat-settings-view.tsx';
import type { Drawn } from './context.ts';
import { maySet, PartySettingsView } from './party-settings-view.tsx';

/** What one rarely needs, behind one button of the head. */
export function HeadMenu({ drawn, onDone }: { drawn: Drawn; onDone: () => void }) {
  const [settings, setSettings] = useState(false);
  const { layout, actions, setSize } = drawn;
  const act = (what: () => void) => () => {
    onDone();
    what();
  };
  return (
    <>
      <div class="wp-menu">
        <Button size="s" onClick={act(() => actions.syncMe())}>
          {t('common.sync-me')}
        </Button>
        {layout.kind === 'sidebar' && (
          <Button size="s" kind="quiet" onClick={act(() => setSize('floating'))}>
            {t('overlay.float')}
          </Button>
        )}
        {layout.kind === 'floating' && layout.reason === 'chosen' && (
          <Button size="s" kind="quiet" onClick={act(() => setSize('sidebar'))}>
            {t('overlay.dock')}
          </Button>
        )}
        {maySet(drawn) && (
          <Button size="s" kind="quiet" aria-expanded={settings} onClick={() => setSettings(!settings)}>
            {t('common.party-settings')}
          </Button>
        )}
        <Button size="s" kind="danger" onClick={act(() => void actions.ask('overlay:leave', null))}>
          {t('common.leave-party')}
        </Button>
        <ChatSettingsView drawn={drawn} />
      </div>
      {settings && maySet(drawn) && <PartySettingsView drawn={drawn} />}
    </>
  );
}
