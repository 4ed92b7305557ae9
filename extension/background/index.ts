import browser, { type Runtime } from 'webextension-polyfill';
import type { AbsentPerson, ApiInput } from '../../shared/protocol/api.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import { watchAbsence } from './absence.ts';
import { createAccounts } from './accounts.ts';
import { contentHandlers } from './content-handlers.ts';
import { createDeedAsker } from './deed-asker.ts';
import { readEmoji } from './emoji.ts';
import { createFrames } from './frames.ts';
import { bring } from './inject.ts';
import { createInvitePages } from './invite-page.ts';
import { keepTold, WAKE_ALARM } from './keep-told.ts';
import { places } from './kept-place.ts';
import { sayLastWords } from './last-words.ts';
import { createParties } from './parties.ts';
import { createPartyTab } from './party-tab.ts';
import { createPendingRunner } from './pending-runner.ts';
import { pictureReader } from './pictures.ts';
import { popupHandlers } from './popup-handlers.ts';
import { acceptPort } from './ports.ts';
import { createReminders, renewOnMoving, watchNotices } from './reminders.ts';
import { restore } from './restore.ts';
import { createStateCell, initialState } from './state.ts';
import { keepWords } from './words.ts';

const DEFAULT_SERVER = import.meta.env.VITE_SERVER_URL ?? 'http://localhost:3000';

const cell = createStateCell(initialState(DEFAULT_SERVER));
const frames = createFrames(() => {
  tab.refresh();
  lookForFilm();
});
const tab = createPartyTab(cell, frames);
const refused = () => void signOut('signed-out').then(() => cell.update({ farewell: 'signed-out' }));
const accounts = createAccounts(cell, DEFAULT_SERVER, refused);
const parties = createParties({
  cell,
  accounts,
  frames,
  tab,
  onSignedOut: refused,
  onMoved: () => void reminders.refresh(),
  lastWords: (...what) => void sayLastWords(...what),
});
const lookForFilm = watchAbsence({ cell, frames, tab, line: () => parties.line });
const pending = createPendingRunner(cell, accounts, parties);
const invitePages = createInvitePages(cell, accounts, pending);
const readPicture = pictureReader(() => cell.now.serverUrl);
const deeds = createDeedAsker(frames);
const kept = keepTold(cell, frames);
const reminders = createReminders({
  list: () => ready.then(() => (cell.now.session ? accounts.parties() : fail('not-signed-in'))),
  watching: (partyCode) => cell.now.seat?.partyCode === partyCode && cell.now.party?.timeline.playing === true,
});
renewOnMoving(cell, reminders);
const notices = () =>
  watchNotices(async (inviteUrl) => {
    await ready;
    const { seat } = cell.now;
    return seat?.inviteUrl === inviteUrl ? seat.tabId : null;
  });
const words = keepWords((spoken) => frames.tell('overlay:words', spoken));

const listAway = async (): Promise<Result<AbsentPerson[]>> => {
  const answer = await accounts.call({ name: 'listAway', code: cell.now.seat?.partyCode ?? '' });
  return answer.ok ? ok(answer.value.people) : answer;
};

const changeParty = async (body: ApiInput<'updateParty'>): Promise<Result<null>> => {
  const changed = await accounts.call({ name: 'updateParty', code: cell.now.seat?.partyCode ?? '', body });
  return changed.ok ? ok(null) : changed;
};

/** @param how by hand, or by the server: then the film's page says so */
async function signOut(how: 'left' | 'signed-out' = 'left'): Promise<void> {
  if (cell.now.seat) parties.over(how);
  cell.update({ farewell: null, problem: null, connection: { state: 'idle' } });
  await accounts.forget();
  await reminders.clear();
}

// A worker is woken by an event and hands it over only to listeners that stand after the first run of this file.
let updated: (reason: string) => void = () => {};
const installed = new Promise<string>((settle) => {
  updated = settle;
});
browser.runtime.onInstalled.addListener(({ reason }) => updated(reason));

const ready = restore({ cell, accounts, parties, pending, installed });

browser.runtime.onConnect.addListener(
  acceptPort({
    own: { id: browser.runtime.id, root: browser.runtime.getURL('') },
    content: contentHandlers({
      cell,
      frames,
      parties,
      tab,
      words,
      deeds,
      places,
      emoji: readEmoji,
      readPicture,
      bring,
      save: kept.save,
      changeParty,
      listAway,
      ready,
    }),
    popup: popupHandlers({
      cell,
      accounts,
      parties,
      pending,
      frames,
      reminders,
      deeds,
      readPicture,
      listAway,
      signOut,
      ready,
    }),
    onContentGone: (port) => frames.remove(port),
    onPopup: (port) => void ready.then(() => kept.addPopup(port)),
  }),
);
notices();
browser.permissions.onAdded.addListener(notices);
browser.permissions.onAdded.addListener(() => void ready.then(() => pending.resume()).then(() => tab.attend()));
browser.permissions.onRemoved.addListener(
  () => void ready.then(() => frames.keepOnly(tab.admits)).then(() => tab.attend()),
);
browser.tabs.onUpdated.addListener((tabId, change) => void ready.then(() => tab.onUpdated(tabId, change)));
browser.tabs.onUpdated.addListener((tabId, change, shown) => {
  if (change.status === 'complete') void ready.then(() => invitePages.onLoaded(tabId, shown.url));
});
browser.permissions.onAdded.addListener(() => void ready.then(() => invitePages.wakeOpenOnes()));
browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
  ready.then(() => invitePages.onMessage(message, sender)),
);
browser.tabs.onRemoved.addListener((tabId) => void ready.then(() => tab.onRemoved(tabId)));
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === WAKE_ALARM) void ready.then(kept.touchSeat);
  else void reminders.onAlarm(name);
});
void reminders.wake();
// Planned, moved or called off on another device while this browser was closed.
browser.runtime.onStartup.addListener(() => void reminders.refresh());
browser.storage.onChanged.addListener((changes, area) => {
  if (area === 'session' && 'pending' in changes) void ready.then(() => pending.show());
  if (area === 'local') reminders.onStored(changes);
});
