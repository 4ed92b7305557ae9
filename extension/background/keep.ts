import browser, { type Runtime } from 'webextension-polyfill';
import type { PopupEvents } from '../messaging/messages.ts';
import { sendEvent } from '../messaging/port.ts';
import type { Frames } from './frames.ts';
import type { StateCell } from './state.ts';
import { clearLastSeat, writeLastSeat, writeResume, writeView } from './storage.ts';
import { appView, partyView } from './view.ts';

/** Long enough to write once for a burst of changes, short enough to lose nothing that a rejoin does not bring back. */
const WRITE_AFTER_MS = 150;
/** Wakes a worker that died during an outage (S28); the shortest period that both browsers keep. */
export const WAKE_ALARM = 'watchparty:wake';
const WAKE_EVERY_MIN = 0.5;

/** After each change: tell the pages and the popup, and write down what the next worker needs. */
export function keepTold(cell: StateCell, frames: Frames): { addPopup(port: Runtime.Port): void; touchSeat(): void } {
  const popups = new Set<Runtime.Port>();

  let writing: ReturnType<typeof setTimeout> | null = null;
  const write = () => {
    if (writing !== null) clearTimeout(writing);
    writing = null;
    const { seat, party, tab, farewell } = cell.now;
    void writeResume({ seat, party, tab, farewell });
    void writeView(appView(cell.now));
  };
  const touchSeat = () => {
    const { seat, serverUrl } = cell.now;
    if (seat) void writeLastSeat({ seat, serverUrl, touchedAt: Date.now() });
  };

  cell.onChange((now, before) => {
    const page = partyView(now);
    const news =
      now.party !== before.party ||
      now.connection !== before.connection ||
      now.going !== before.going ||
      now.seat?.begins !== before.seat?.begins;
    if (page && news) frames.tell('party:view', page);
    const view = appView(now);
    for (const port of popups) sendEvent<PopupEvents, 'app:view'>(port, 'app:view', view);
    writing ??= setTimeout(write, WRITE_AFTER_MS);
    if (now.seat !== before.seat) {
      write();
      if (now.seat) {
        touchSeat();
        void browser.alarms.create(WAKE_ALARM, { periodInMinutes: WAKE_EVERY_MIN });
      } else {
        void clearLastSeat();
        void browser.alarms.clear(WAKE_ALARM);
      }
    }
    if (now.tab?.state !== before.tab?.state)
      void browser.action.setBadgeText({ text: now.tab?.state === 'no-permission' ? '!' : '' });
  });

  return {
    touchSeat,
    addPopup(port) {
      popups.add(port);
      port.onDisconnect.addListener(() => popups.delete(port));
      sendEvent<PopupEvents, 'app:view'>(port, 'app:view', appView(cell.now));
    },
  };
}
