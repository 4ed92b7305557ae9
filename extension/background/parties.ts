import browser from 'webextension-polyfill';
import type { Content } from '../../shared/party/content.ts';
import { may } from '../../shared/party/permissions.ts';
import type { PartySummary } from '../../shared/protocol/api.ts';
import { type ErrorCode, fail, ok, type Result } from '../../shared/protocol/errors.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import { hasHostOfItsOwn } from '../../shared/sites/index.ts';
import type { ContentEvents } from '../messaging/messages.ts';
import type { PendingIntent } from '../messaging/party-view.ts';
import type { Accounts } from './accounts.ts';
import { endsSeat, farewellFor } from './farewell.ts';
import type { Frames } from './frames.ts';
import { permits } from './inject.ts';
import { lookAtPlayer } from './look.ts';
import { makeSocket } from './make-socket.ts';
import { ownMember } from './party.ts';
import { openPartyLine, type PartyLine } from './party-line.ts';
import type { PartyTab } from './party-tab.ts';
import type { Seat, StateCell } from './state.ts';
import { compareTitle, corrects, knowsMore, tabTarget, watchUrlOf } from './tab-target.ts';

/** A person waits before the popup; the party is joined even if the answer comes later. */
const FIRST_JOIN_MS = 10_000;
/** The site may be going to the next title by itself: a reload in the middle of that would only cost time. */
const FOLLOW_AFTER_MS = 3_000;

type Over = ContentEvents['party:over']['reason'];

export interface Parties {
  readonly line: PartyLine | null;
  /** Take up the seat that storage remembers. */
  resume(): void;
  create(intent: PendingIntent): Promise<Result<null>>;
  join(intent: PendingIntent): Promise<Result<null>>;
  openFilm(tabId: number | null): Promise<Result<null>>;
  leave(): Promise<void>;
  /** Everything of the party ends here; the server is not told. */
  over(reason: Over): void;
  /** The party's tab shows a title. */
  onTitle(content: Content | null, loaded: boolean): void;
  /** Make the tab's title the party's. */
  share(content: Content): Promise<Result<null>>;
  follow(change: TimelineChange): void;
}

export interface PartiesNeeds {
  cell: StateCell;
  accounts: Accounts;
  frames: Frames;
  tab: PartyTab;
  onSignedOut: () => void;
}

export function createParties({ cell, accounts, frames, tab, onSignedOut }: PartiesNeeds): Parties {
  let run: { line: PartyLine; stop: AbortController } | null = null;
  /** Did the tab stand on the party's title until now? Only then does the party go with it to the next. */
  let wasOnTitle = false;

  const over = (reason: Over) => {
    run?.stop.abort();
    run = null;
    wasOnTitle = false;
    frames.dismiss(reason);
    cell.update({
      seat: null,
      party: null,
      tab: null,
      connection: { state: 'idle' },
      farewell: reason === 'left' ? cell.now.farewell : reason,
    });
  };

  const onRefused = (code: ErrorCode, first: boolean) => {
    if (code === 'not-signed-in') return onSignedOut();
    if (!first && !endsSeat(code)) return;
    const farewell = first ? null : farewellFor(code);
    if (first) cell.update({ problem: { code } });
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
      makeSocket: () => makeSocket(serverUrl, session.token),
      signOfLife: () => void browser.runtime.getPlatformInfo(),
      onRefused,
      onClosed: over,
      onContent: (change) => parties.follow(change),
      onCode: (code) => void renewInvite(code),
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
  });

  /** S3: a change of title with where its film stands now, if it can be seen. */
  const changeContent = async (content: Content): Promise<Result<null>> => {
    const { seat } = cell.now;
    const at = seat && seat.tabId !== null ? await lookAtPlayer(seat.tabId) : null;
    const { party } = cell.now;
    if (!run || !party) return fail('offline');
    const answer = await run.line.ask('change-content', {
      commandId: crypto.randomUUID(),
      epoch: party.timeline.epoch,
      baseRev: party.timeline.rev,
      currentTime: at?.position ?? 0,
      content,
      playing: at?.playing ?? false,
    });
    return answer.ok ? ok(null) : answer;
  };

  /** The film may be in the middle: a party that nobody has moved yet starts where its host stands, not at 0. */
  const startWhereItStands = async (tabId: number): Promise<void> => {
    const at = await lookAtPlayer(tabId);
    const { party } = cell.now;
    if (!at || !party) return;
    const { epoch, rev, mediaKey } = party.timeline;
    await run?.line.command({
      name: at.playing ? 'video-play' : 'video-seek',
      commandId: crypto.randomUUID(),
      epoch,
      baseRev: rev,
      mediaKey,
      currentTime: at.position,
    });
  };

  const mayChangeContent = (leadersOnly: boolean): boolean => {
    const { party } = cell.now;
    const role = party ? ownMember(party)?.role : undefined;
    if (!party || !role || !may(role, 'change-content', party.settings.controlMode)) return false;
    return !leadersOnly || role !== 'member';
  };

  const parties: Parties = {
    get line() {
      return run?.line ?? null;
    },
    resume() {
      wasOnTitle = cell.now.tab?.state === 'playing';
      start();
      void tab.attend();
    },
    async create(intent) {
      if (cell.now.seat) await parties.leave();
      const made = await accounts.call({
        name: 'createParty',
        body: { name: intent.name ?? 'WatchParty', content: intent.content ? bare(intent.content) : null },
      });
      if (!made.ok) return made;
      const seated = await sit(seatOf(made.value.party, intent.tabId));
      if (!seated.ok) return seated;
      if (intent.content) await startWhereItStands(intent.tabId);
      await tab.attend();
      return ok(null);
    },
    async join(intent) {
      const { partyCode = '' } = intent;
      const { seat } = cell.now;
      if (seat?.partyCode === partyCode && run) return ok(null);
      if (seat) await parties.leave();
      const joined = await accounts.call({ name: 'joinParty', code: partyCode });
      if (!joined.ok) return joined;
      const { party } = joined.value;
      const seated = await sit(seatOf(party, null));
      if (!seated.ok) return seated;
      const content = cell.now.party ? cell.now.party.content : party.content;
      const url = (await browser.tabs.get(intent.tabId).catch(() => null))?.url ?? null;
      const target = tabTarget(url, content, intent.blank);
      await takeTab(target.kind === 'stay' || !content ? intent.tabId : await tab.open(content, target, intent.tabId));
      return ok(null);
    },
    async openFilm(tabId) {
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
    onTitle(content, loaded) {
      const { party } = cell.now;
      tab.shows(content);
      const title = compareTitle(content, party?.content ?? null);
      if (party && content && loaded && title === 'other') {
        const first = party.content === null;
        if (mayChangeContent(!first) && (first || wasOnTitle)) void changeContent(content);
      }
      // The tab's title and address were all that the popup had; the site's adapter knows name and length.
      if (party && content && loaded && title === 'same') {
        const host = ownMember(party)?.role === 'host';
        const better = knowsMore(content, party.content) && mayChangeContent(true);
        // The host's cut is the party's: with two who could say so, two cuts would take turns.
        if (better || (host && corrects(content, party.content))) void changeContent(content);
      }
      if (title !== 'none') wasOnTitle = title === 'same';
    },
    async share(content) {
      return mayChangeContent(false) ? changeContent(content) : fail('not-allowed');
    },
    follow({ content, by }) {
      const { tab: view, party, seat } = cell.now;
      const followed = wasOnTitle && seat?.tabId !== null && by?.memberId !== party?.you;
      tab.refresh();
      // A page without a definition of its own is opened only after the user has seen its address (decision 8).
      if (!content || !followed || !view || hasHostOfItsOwn(content.siteId)) return;
      const stop = run?.stop.signal;
      setTimeout(async () => {
        const url = watchUrlOf(content);
        const there = compareTitle(cell.now.tab?.shows ?? null, content) === 'same';
        const still = compareTitle(content, cell.now.party?.content ?? null) === 'same';
        if (stop?.aborted || there || !still || !url || !(await permits(url))) return;
        await parties.openFilm(null);
      }, FOLLOW_AFTER_MS);
    },
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
