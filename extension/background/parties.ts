import browser from 'webextension-polyfill';
import type { Content } from '../../shared/party/content.ts';
import type { PartySummary } from '../../shared/protocol/api.ts';
import { type ErrorCode, fail, ok, type Result } from '../../shared/protocol/errors.ts';
import type { FarewellReason } from '../messaging/farewell-note.ts';
import type { ContentEvents } from '../messaging/messages.ts';
import type { PendingIntent } from '../messaging/party-view.ts';
import { readHabits } from '../messaging/preferences.ts';
import type { Accounts } from './accounts.ts';
import { endsSeat, farewellFor } from './farewell.ts';
import type { Frames } from './frames.ts';
import { makeSocket } from './make-socket.ts';
import { openPartyLine, type PartyLine } from './party-line.ts';
import type { PartyTab } from './party-tab.ts';
import { createPartyTitle, type PartyTitle } from './party-title.ts';
import type { Seat, StateCell } from './state.ts';
import { tabTarget } from './tab-target.ts';

/** A person waits before the popup; the party is joined even if the answer comes later. */
const FIRST_JOIN_MS = 10_000;

type Over = ContentEvents['party:over']['reason'];

export interface Parties {
  readonly line: PartyLine | null;
  /** Take up the seat that storage remembers. */
  resume(): void;
  /** The party that we sit in is left once there is the other: who is refused stays where they are. So with `join`. */
  create(intent: PendingIntent): Promise<Result<null>>;
  join(intent: PendingIntent): Promise<Result<null>>;
  openFilm(tabId: number | null): Promise<Result<null>>;
  leave(): Promise<void>;
  /** Everything of the party ends here; the server is not told. `left`: by one's own hand. */
  over(reason: Over): void;
  /** Keeps the party's title and the tab's together. */
  readonly title: PartyTitle;
}

export interface PartiesNeeds {
  cell: StateCell;
  accounts: Accounts;
  frames: Frames;
  tab: PartyTab;
  onSignedOut: () => void;
  /** The party that we sit in has another date. */
  onMoved: () => void;
  /** The party is over for us, and not by our own hand: says so in its tab. */
  lastWords: (tabId: number, reason: FarewellReason) => void;
}

export function createParties({ cell, accounts, frames, tab, onSignedOut, onMoved, lastWords }: PartiesNeeds): Parties {
  let run: { line: PartyLine; stop: AbortController } | null = null;
  const title = createPartyTitle({ cell, frames, tab, run: () => run, openFilm: () => parties.openFilm(null) });

  const over = (reason: Over) => {
    run?.stop.abort();
    run = null;
    title.reset('away');
    frames.dismiss(reason);
    const tabId = cell.now.seat?.tabId ?? null;
    if (tabId !== null && reason !== 'left') lastWords(tabId, reason);
    cell.update({
      seat: null,
      party: null,
      outbox: [],
      tab: null,
      connection: { state: 'idle' },
      farewell: reason === 'left' ? cell.now.farewell : reason,
    });
  };

  const onRefused = (code: ErrorCode, first: boolean) => {
    if (code === 'not-signed-in') return onSignedOut();
    if (!first && !endsSeat(code)) return;
    const farewell = first ? null : farewellFor(code);
    // What is no farewell (the party is full) would end without a word.
    if (farewell === null) cell.update({ problem: { code } });
    over(farewell ?? 'left');
  };

  /** The invitation's address holds the code: ask for the new one. */
  const renewInvite = async (partyCode: string) => {
    const answer = await accounts.call({ name: 'getParty', code: partyCode });
    const { seat } = cell.now;
    if (seat)
      cell.update({ seat: { ...seat, partyCode, ...(answer.ok ? { inviteUrl: answer.value.party.inviteUrl } : {}) } });
  };

  const start = () => {
    const { session, serverUrl, seat } = cell.now;
    if (!session || !seat || run) return;
    const stop = new AbortController();
    const line = openPartyLine({
      cell,
      frames,
      // The newest token: it changes with the password.
      makeSocket: () => makeSocket(serverUrl, cell.now.session?.token ?? session.token),
      signOfLife: () => void browser.runtime.getPlatformInfo(),
      onRefused,
      onClosed: over,
      onContent: (change, moved) => title.changed(change, moved),
      onCode: (code) => void renewInvite(code),
      onDate: onMoved,
      onJoined: () => tab.refresh(),
      signal: stop.signal,
    });
    run = { line, stop };
  };

  /** @returns once we are in the room, were refused, or have waited long enough to show the party as connecting */
  const sit = async (seat: Seat): Promise<Result<null>> => {
    cell.update({ seat, farewell: null, problem: null });
    start();
    const mine = run;
    if (await mine?.line.joined(FIRST_JOIN_MS)) return ok(null);
    if (run === mine && run !== null) return ok(null); // goes on trying
    return { ok: false, error: cell.now.problem ?? { code: 'offline' } };
  };

  const seatOf = (party: PartySummary, tabId: number | null): Seat => ({
    partyCode: party.partyCode,
    inviteUrl: party.inviteUrl,
    tabId,
    begins: false,
  });

  const parties: Parties = {
    get line() {
      return run?.line ?? null;
    },
    title,
    resume() {
      const { state } = cell.now.tab ?? {};
      title.reset(state === 'playing' ? 'on' : state === 'elsewhere' ? 'away' : 'sent');
      start();
      void tab.attend();
    },
    async create(intent) {
      const made = await accounts.call({
        name: 'createParty',
        body: {
          name: intent.name ?? 'WatchParty',
          content: intent.content ? bare(intent.content) : null,
          waitFor: (await readHabits(browser.storage.local)).waitFor,
        },
      });
      if (!made.ok) return made;
      if (cell.now.seat) await parties.leave();
      const seated = await sit({ ...seatOf(made.value.party, intent.tabId), begins: intent.content !== undefined });
      if (!seated.ok) return seated;
      title.reset('sent');
      await tab.attend();
      return ok(null);
    },
    async join(intent) {
      const { partyCode = '' } = intent;
      const isOurs = (code: string) => run !== null && cell.now.seat?.partyCode === code;
      if (isOurs(partyCode)) return ok(null);
      const joined = await accounts.call({ name: 'joinParty', code: partyCode });
      if (!joined.ok) return joined;
      const { party } = joined.value;
      if (isOurs(party.partyCode)) return ok(null);
      if (cell.now.seat) await parties.leave();
      const seated = await sit(seatOf(party, null));
      if (!seated.ok) return seated;
      const content = cell.now.party ? cell.now.party.content : party.content;
      const url = (await browser.tabs.get(intent.tabId).catch(() => null))?.url ?? null;
      const target = tabTarget(url, content, intent.blank);
      title.reset('sent');
      await takeTab(target.kind === 'stay' || !content ? intent.tabId : await tab.open(content, target, intent.tabId));
      return ok(null);
    },
    async openFilm(tabId) {
      title.reset('sent');
      const { party, seat, tab: view } = cell.now;
      const content = party?.content;
      if (!content || !seat) return fail('not-found');
      const own = view && view.state !== 'closed' ? seat.tabId : tabId;
      const opened = await tab.open(content, own === null ? { kind: 'new-tab' } : { kind: 'navigate' }, own);
      if (opened === null) return fail('not-found');
      await takeTab(opened);
      return ok(null);
    },
    async leave() {
      const partyCode = cell.now.seat?.partyCode;
      const told = await run?.line.ask('leave-party', {});
      if (!told?.ok && partyCode) void accounts.call({ name: 'leaveParty', code: partyCode });
      over('left');
    },
    over,
  };

  const takeTab = async (tabId: number | null) => {
    const { seat } = cell.now;
    if (!seat) return;
    if (seat.tabId !== tabId) frames.dismiss('left');
    cell.update({ seat: { ...seat, tabId } });
    await tab.attend();
  };

  return parties;
}

/** Without the length: the element's is not the film's where ads are stitched in (decision 6). */
const bare = ({ duration: _, ...content }: Content): Content => content;
