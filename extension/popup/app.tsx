import { useCallback, useMemo, useState } from 'preact/hooks';
import { useStore } from 'zustand';
import type { PendingIntent } from '../messaging/party-view.ts';
import type { Ask } from './background-link.ts';
import { type PopupContext, PopupProvider } from './context.ts';
import { act } from './intents.ts';
import { type Screen, screenFor, type Wish } from './screen.ts';
import { Diagnostics } from './screens/diagnostics.tsx';
import { Farewell } from './screens/farewell.tsx';
import { Home } from './screens/home.tsx';
import { PartyScreen } from './screens/party.tsx';
import { PartySettings } from './screens/party-settings.tsx';
import { Permission } from './screens/permission.tsx';
import { Settings } from './screens/settings.tsx';
import { Version } from './screens/version.tsx';
import { Welcome } from './screens/welcome.tsx';
import { authStore } from './stores/auth-store.ts';
import { partyStore } from './stores/party-store.ts';

const SCREENS: Record<Screen, () => preact.JSX.Element> = {
  blank: () => <div class="pop-blank" />,
  version: Version,
  farewell: Farewell,
  welcome: Welcome,
  permission: Permission,
  home: Home,
  party: PartyScreen,
  'party-settings': PartySettings,
  settings: Settings,
  diagnostics: Diagnostics,
};

export function App({ ask, tabId, inToolbar }: { ask: Ask; tabId: number | null; inToolbar: boolean }) {
  const auth = useStore(authStore);
  const { known, ...party } = useStore(partyStore);
  const [wish, setWish] = useState<Wish>('start');
  const [acting, setActing] = useState(false);

  const perform = useCallback(
    (intent: Omit<PendingIntent, 'at'>) => {
      const result = act(ask, { ...intent, at: Date.now() }); // first of all: the gesture must not be used up
      setActing(true);
      return result.finally(() => setActing(false));
    },
    [ask],
  );
  const context = useMemo<PopupContext>(
    () => ({ ask, tabId, inToolbar, go: setWish, act: perform }),
    [ask, tabId, inToolbar, perform],
  );
  const screen = screenFor(known ? { ...auth, ...party } : null, wish, acting);
  const Shown = SCREENS[screen];
  return (
    <PopupProvider value={context}>
      <Shown key={screen} />
    </PopupProvider>
  );
}
