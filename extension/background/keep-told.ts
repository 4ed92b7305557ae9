import browser, { type Runtime } from 'webextension-polyfill';
import type { ChatMessage } from '../../shared/party/chat.ts';
import type { PopupEvents } from '../messaging/messages.ts';
import type { ChatUpdate } from '../messaging/party-view.ts';
import { sendEvent } from '../messaging/port.ts';
import type { Frames } from './frames.ts';
import { forgetPlace } from './kept-place.ts';
import type { PartyState } from './party.ts';
import type { StateCell } from './state.ts';
import { clearLastSeat, writeLastSeat, writeResume, writeView } from './storage.ts';
import { appView, partyView } from './view.ts';

/** Long enough to write once for a burst of changes, short enough to lose nothing that a rejoin does not bring back. */
const WRITE_AFTER_MS = 150;
/** Wakes a worker that died during an outage (S28); the shortest period that both browsers keep. */
export const WAKE_ALARM = 'watchparty:wake';
const WAKE_EVERY_MIN = 0.5;

export interface Kept {
  addPopup(port: Runtime.Port): void;
  touchSeat(): void;
  /** Resolves when the next worker would find everything that is known now. */
  save(): Promise<void>;
}

/** What the pages do not have of the chat yet. */
const chatSince = (before: readonly ChatMessage[], { chat, chatSeq }: PartyState): ChatUpdate => {
  const known = new Map(before.map((message) => [message.seq, message]));
  return { messages: chat.filter((message) => known.get(message.seq) !== message), chatSeq };
};

/** Does the page's view look the same? The chat is told apart from it. */
function samePage(now: PartyState | null, before: PartyState | null): boolean {
  if (now === null || before === null) return now === before;
  const { chat: _, chatSeq: __, ...rest } = now;
  return Object.entries(rest).every(([key, value]) => before[key as keyof PartyState] === value);
}

/** After each change: tell the pages and the popup, and write down what the next worker needs. */
export function keepTold(cell: StateCell, frames: Frames): Kept {
  const popups = new Set<Runtime.Port>();

  let writing: ReturnType<typeof setTimeout> | null = null;
  const write = async () => {
    if (writing !== null) clearTimeout(writing);
    writing = null;
    const { seat, party, outbox, tab, farewell } = cell.now;
    void writeView(appView(cell.now));
    await writeResume({ seat, party, outbox, tab, farewell });
  };
  const touchSeat = () => {
    const { seat, serverUrl } = cell.now;
    if (seat) void writeLastSeat({ seat, serverUrl, touchedAt: Date.now() });
  };

  cell.onChange((now, before) => {
    // The chat before the view: a message that came back is in the log before it leaves the outbox.
    if (now.party && now.party.chat !== before.party?.chat)
      frames.tell('party:chat', chatSince(before.party?.chat ?? [], now.party));
    const page = partyView(now);
    const news =
      !samePage(now.party, before.party) ||
      now.connection !== before.connection ||
      now.outbox !== before.outbox ||
      now.going !== before.going ||
      now.seat?.begins !== before.seat?.begins;
    if (page && news) frames.tell('party:view', page);
    const view = appView(now);
    for (const port of popups) sendEvent<PopupEvents, 'app:view'>(port, 'app:view', view);
    writing ??= setTimeout(() => void write(), WRITE_AFTER_MS);
    if (now.seat !== before.seat) {
      void write();
      if (now.seat) {
        touchSeat();
        void browser.alarms.create(WAKE_ALARM, { periodInMinutes: WAKE_EVERY_MIN });
      } else {
        void clearLastSeat();
        void forgetPlace();
        void browser.alarms.clear(WAKE_ALARM);
      }
    }
    if (now.tab?.state !== before.tab?.state)
      void browser.action.setBadgeText({ text: now.tab?.state === 'no-permission' ? '!' : '' });
  });

  return {
    touchSeat,
    save: write,
    addPopup(port) {
      popups.add(port);
      port.onDisconnect.addListener(() => popups.delete(port));
      sendEvent<PopupEvents, 'app:view'>(port, 'app:view', appView(cell.now));
    },
  };
}
