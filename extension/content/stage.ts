import type { Status } from '../../shared/party/party.ts';
import { positionAt, type Timeline } from '../../shared/playback/timeline.ts';
import type { ErrorCode, Result } from '../../shared/protocol/errors.ts';
import type { ContentEvents } from '../messaging/messages.ts';
import type { PartyView } from '../messaging/party-view.ts';
import { randomId } from '../messaging/random-id.ts';
import type { OfferedOverlay } from '../overlay/offer.ts';
import type { LocalState, Notice, OverlayActions, OverlayHandle } from '../overlay/types.ts';
import type { Words } from '../ui/i18n.ts';
import type { BackgroundLink } from './background-link.ts';
import { handOver } from './hand-over.ts';
import type { PartyClock } from './party-clock.ts';
import type { PlayerSession } from './player-session.ts';
import type { Runner, RunnerNotice } from './runner.ts';
import type { SiteAdapter } from './sites/adapter.ts';

/** The overlay in the tab's top frame, wherever the film is: in a sub-frame, its state comes back by the party's view. */
export interface Stage {
  /** What the overlay says, before the first view and again when the user chooses another language. */
  words(words: Words): void;
  view(view: PartyView): void;
  timeline(change: ContentEvents['party:timeline']): void;
  partyTimeline(timeline: Timeline): void;
  chat(update: ContentEvents['party:chat']): void;
  reaction(reaction: ContentEvents['party:reaction']): void;
  typing(who: ContentEvents['party:typing']): void;
  removed(who: ContentEvents['party:removed']): void;
  status(status: Status): void;
  notice(notice: RunnerNotice, why: ErrorCode): void;
  /** Does this very frame play the film? */
  ownFrame(own: boolean): void;
}

export interface StageSetup {
  offered: OfferedOverlay;
  link: BackgroundLink;
  clock: PartyClock;
  adapter: SiteAdapter;
  runner: () => Runner | null;
  session: () => PlayerSession | null;
  signal: AbortSignal;
}

const TELL_EVERY_MS = 1_000;
const UNKNOWN: Status = { state: 'no-film', skewMs: null, clockBoundMs: null, ready: false };

/** Show the overlay from the first view on, until `signal` aborts. */
export function startStage(setup: StageSetup): Stage {
  const { clock, adapter, signal } = setup;
  const { request } = setup.link;
  let overlay: OverlayHandle | null = null;
  let party: PartyView | null = null;
  let timeline: Timeline | null = null;
  let status = UNKNOWN;
  let notice: LocalState['notice'] = null;
  let noticed = 0;
  let own = false;
  /** Content seconds where this member was last in the party's title: what was said later is not shown unasked. */
  let stood = 0;
  let handing: Promise<unknown> = Promise.resolve();

  const syncMe = () => {
    const runner = setup.runner();
    if (runner) runner.syncMe();
    // The film is in another frame.
    else void request('overlay:sync-me', null);
  };
  const actions: OverlayActions = {
    newId: randomId,
    // In the order of writing, however long the first had to wait.
    sendChat: (message) =>
      (handing = handing.then<Result<null>>(() => handOver(request, message, setup.session, signal))),
    keepPlace: (place) => request('overlay:place', place),
    discardChat: (messageId) => void request('overlay:discard', { messageId }),
    loadOlder: (beforeSeq) => request('overlay:older', { beforeSeq }),
    deleteMessage: (deed) => request('overlay:delete-message', deed),
    moderate: (memberId, deed) => request('overlay:moderate', { memberId, deed }),
    typing: () => void request('overlay:typing', null),
    jumpTo: (position) => request('overlay:jump', { position }),
    loadReactions: () => request('overlay:reactions', null),
    loadEmoji: () => request('overlay:emoji', null),
    readPicture: (picture) => request('overlay:picture', { picture }),
    bring: async (part) => (await request('overlay:bring', { part })).ok,
    react: (emoji) => request('overlay:reaction', { emoji }),
    syncMe,
    ask: request,
    clickToJoin() {
      // Inside the click: the page may play from now on, and the controller does it at the right moment.
      setup.session()?.pressed();
      syncMe();
    },
  };

  const local = () => {
    if (!overlay) return;
    const { partyNow } = clock.read(performance.now());
    // Where the site has put an error in the film's place there is no player to ask: what the party was told counts.
    const session = own ? setup.session() : null;
    const shown = session ? status : (party?.members.find(({ id }) => id === party?.you)?.status ?? UNKNOWN);
    const state = shown.state === 'away' ? 'no-film' : shown.state;
    const partyPosition = timeline && partyNow !== null ? positionAt(timeline, partyNow) : null;
    if (session) {
      const { media, position } = session.observe();
      if (media === 'right' || media === 'other-cut') stood = position;
    } else if (!own && shown.skewMs !== null && partyPosition !== null && timeline?.epoch === party?.epoch) {
      stood = partyPosition - shown.skewMs / 1_000;
    }
    overlay.local({
      sync: { ...shown, state },
      needsClick: state === 'needs-click',
      position: stood,
      partyPosition,
      partyNow,
      notice,
      ownFrame: own,
    });
  };
  const timer = setInterval(local, TELL_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));

  return {
    words(words) {
      setup.offered.setWords(words);
      overlay?.reword();
    },
    view(view) {
      if (view.epoch !== party?.epoch) stood = 0;
      party = view;
      overlay ??= setup.offered.mountOverlay({
        signal,
        siteId: adapter.id,
        mountPoint: () => adapter.overlayParent(),
        shrinkTarget: () => (own ? (adapter.shrinkTarget() ?? setup.session()?.player.video ?? null) : null),
        actions,
      });
      overlay.update(view);
      local();
    },
    chat: (update) => overlay?.chat(update),
    typing: (who) => overlay?.typing(who),
    removed: (who) => overlay?.removed(who),
    timeline: (change) => overlay?.timeline(change),
    partyTimeline(next) {
      timeline = next;
      local();
    },
    reaction: (reaction) => overlay?.reaction(reaction),
    status(next) {
      status = next;
      local();
    },
    notice(kind, why) {
      // "Needs a click" is a state of its own, shown as long as it lasts.
      if (kind !== 'needs-click') notice = { kind: kind satisfies Notice, at: ++noticed, why };
      local();
    },
    ownFrame(next) {
      own = next;
      local();
    },
  };
}
