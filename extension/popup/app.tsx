import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useStore } from 'zustand';
import type { PartySummary } from '../../shared/protocol/api.ts';
import type { PendingIntent } from '../messaging/party-view.ts';
import type { Ask } from './background-link.ts';
import { type PopupContext, PopupProvider } from './context.ts';
import { focusWhenThere } from './focus-when-there.ts';
import { act } from './intents.ts';
import { isPictureTab } from './picture-tab.ts';
import { type Screen, screenFor, type Wish } from './screen.ts';
import { Farewell } from './screens/farewell.tsx';
import { Home } from './screens/home.tsx';
import { DiagnosticsLater, PartySettingsLater, PictureLater, SettingsLater } from './screens/later.tsx';
import { PartyScreen } from './screens/party.tsx';
import { Permission } from './screens/permission.tsx';
import { Planned } from './screens/planned.tsx';
import { Schedule } from './screens/schedule.tsx';
import { ServicesStep } from './screens/services-step.tsx';
import { Version } from './screens/version.tsx';
import { Welcome } from './screens/welcome.tsx';
import { authStore } from './stores/auth-store.ts';
import { firstRunStore } from './stores/first-run-store.ts';
import { partyStore } from './stores/party-store.ts';

const SCREENS: Record<Screen, () => preact.JSX.Element> = {
  blank: () => <div class="pop-blank" />,
  version: Version,
  farewell: Farewell,
  services: ServicesStep,
  welcome: Welcome,
  permission: Permission,
  home: Home,
  schedule: Schedule,
  planned: Planned,
  party: PartyScreen,
  'party-settings': PartySettingsLater,
  settings: SettingsLater,
  picture: PictureLater,
  diagnostics: DiagnosticsLater,
};

/** A tab that was opened for one screen begins there (picture-tab.ts). */
const AT_START: { wish: Wish; about: PartySummary | null } = {
  wish: isPictureTab() ? 'picture' : 'start',
  about: null,
};

export function App({ ask, tabId, inToolbar }: { ask: Ask; tabId: number | null; inToolbar: boolean }) {
  const auth = useStore(authStore);
  const { known, ...party } = useStore(partyStore);
  const stage = useStore(firstRunStore, (s) => s.stage);
  const [{ wish, about }, setWish] = useState<{ wish: Wish; about: PartySummary | null }>(AT_START);
  const [acting, setActing] = useState(false);

  const perform = useCallback(
    (intent: Omit<PendingIntent, 'at'>) => {
      const result = act(ask, { ...intent, at: Date.now() }); // first of all: the gesture must not be used up
      setActing(true);
      return result.finally(() => setActing(false));
    },
    [ask],
  );
  // Who comes back to a screen goes on at the button that led away from it.
  const ledAway = useRef<Partial<Record<Wish, string>>>({});
  const context = useMemo<PopupContext>(
    () => ({
      ask,
      tabId,
      inToolbar,
      about,
      go: (next, party) => {
        ledAway.current[wish] = document.activeElement?.id ?? '';
        setWish({ wish: next, about: party ?? null });
      },
      act: perform,
    }),
    [ask, tabId, inToolbar, wish, about, perform],
  );
  useEffect(() => focusWhenThere(ledAway.current[wish] ?? ''), [wish]);
  const screen = screenFor(known ? { ...auth, ...party } : null, wish, acting, stage);
  const Shown = SCREENS[screen];
  return (
    <PopupProvider value={context}>
      <Shown key={screen} />
    </PopupProvider>
  );
}
