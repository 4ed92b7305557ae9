import type { Runtime, Storage } from 'webextension-polyfill';
import type { Content } from '../../shared/party/content.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import type { ContentEvents, TabTitle } from '../messaging/messages.ts';
import { HOST_ID } from '../messaging/page-marks.ts';
import type { PartyView } from '../messaging/party-view.ts';
import { type BackgroundLink, openBackgroundLink } from './background-link.ts';
import type { Intent } from './controller/types.ts';
import { filmPlace } from './film-place.ts';
import { type FoundMedia, findFilm } from './finder.ts';
import { tellOfFrames } from './frames.ts';
import { watchInput } from './input-watch.ts';
import { keepLearned, PREFERENCES_KEY, parsePreferences, readLearned, readPreferences } from './kept-settings.ts';
import { observeNothing } from './observe-nothing.ts';
import { type OwnSite, takeOverlay } from './own-site.ts';
import { type PartyClock, startPartyClock } from './party-clock.ts';
import { openPlayerSession, type PlayerSession } from './player-session.ts';
import { type Runner, startRunner } from './runner.ts';
import { startStage } from './stage.ts';
import { watchTitle } from './title-watch.ts';

/** The browser, as far as a frame's script needs it. */
export interface FrameBrowser {
  connect: () => Runtime.Port;
  isAlive: () => boolean;
  storage: Pick<Storage.StorageArea, 'get' | 'set' | 'onChanged'>;
}

/** Error codes of `content:hello` after which there is nothing to come back to. */
const OVER = ['not-a-member', 'party-ended', 'party-not-found', 'banned'];

/** What the site itself makes of a click on its film has happened by then, ms. */
const SITES_CLICK_MS = 300;

/** The script of one frame: finds its film, and runs it for the party while the background elects this frame. */
export function startFrame(browser: FrameBrowser, own: OwnSite, life: AbortController): void {
  const { signal } = life;
  const top = window === window.top;
  const { definition, adapter } = own;
  const bridge = own.openBridge?.(() => titles.look(), signal) ?? null;

  let view: PartyView | null = null;
  let content: Content | null = null;
  let timeline: Timeline | null = null;
  let tabTitle: TabTitle | null = null;
  let score = 0;
  /** What was heard of elections since the last hello. */
  let elected: boolean | null = null;
  let media: FoundMedia | null = null;
  let session: PlayerSession | null = null;
  /** What a hand did after the place was told that the party begins at. */
  let early: Intent[] = [];
  let turn: { runner: Runner; end: AbortController } | null = null;

  const link: BackgroundLink = openBackgroundLink({
    connect: browser.connect,
    isAlive: browser.isAlive,
    onDead: () => life.abort(),
    onOpen: introduce,
    onEvent: hear,
    signal,
  });
  if (signal.aborted) return; // the extension has just gone
  const clock: PartyClock = startPartyClock(() => link.request('clock:ping', null), signal);
  const input = watchInput(
    (event) => event.composedPath().some((node) => node instanceof Element && node.id === HOST_ID),
    () => {
      // A film in a frame has no button of ours above it that counts for it: the click on it is what was asked for.
      if (session?.pressed() && !top) setTimeout(() => turn?.runner.syncMe(), SITES_CLICK_MS);
    },
    signal,
  );
  const titles = watchTitle({
    definition,
    adapter,
    bridge,
    player: () => session?.player ?? null,
    tabTitle: () => (top ? null : tabTitle),
    at: () => (turn === null ? null : filmPlace(session, view?.begins ?? false)),
    tell(shown, loaded, at, trouble) {
      if (at) early = [];
      void link.request('player:content', { content: shown, loaded, at, trouble });
    },
    onChange: () => turn?.runner.look(),
    signal,
  });
  const offered = top ? takeOverlay() : null;
  const stage = offered
    ? startStage({ offered, link, clock, adapter, signal, runner: () => turn?.runner ?? null, session: () => session })
    : null;

  findFilm(
    adapter.media,
    {
      onMedia(found) {
        media = found;
        takePlayer();
      },
      onScore(next) {
        score = next;
        void link.request('content:candidate', { score });
      },
      onFrames: tellOfFrames(() => void link.request('content:frames-changed', null), signal),
    },
    signal,
  );

  /** Say who we are, each time the way opens: the background may be a new one that knows nothing of this frame. */
  async function introduce(request: BackgroundLink['request']): Promise<boolean> {
    const hello = await request('content:hello', { top, url: location.href });
    if (signal.aborted) return true;
    if (!hello.ok) {
      if (OVER.includes(hello.error.code)) life.abort();
      return false;
    }
    tabTitle = hello.value.tabTitle ?? null;
    clock.refresh();
    if (hello.value.words) stage?.words(hello.value.words);
    showView(hello.value.party);
    stage?.chat(hello.value.chat);
    // A new background knows no scores, so it says "not elected" to the very frame that runs the film. The score brings
    // an election about, whose result arrives before the answer: until then everything goes on (S28).
    elected = null;
    await request('content:candidate', { score });
    if (signal.aborted) return true;
    setElected(elected ?? hello.value.elected);
    showTimeline(hello.value.timeline, { snapshot: true });
    titles.report();
    turn?.runner.report();
    return true;
  }

  function hear<N extends keyof ContentEvents>(name: N, payload: ContentEvents[N]): void {
    if (signal.aborted) return;
    const handlers: { [E in keyof ContentEvents]: (payload: ContentEvents[E]) => void } = {
      'party:view': showView,
      'party:timeline'(change) {
        if (change.content) content = change.content;
        stage?.timeline(change);
        showTimeline(change.timeline, { commandId: change.commandId });
      },
      'party:chat': (update) => stage?.chat(update),
      'party:reaction': (reaction) => stage?.reaction(reaction),
      'party:typing': (who) => stage?.typing(who),
      'party:removed': (who) => stage?.removed(who),
      'overlay:words': (words) => stage?.words(words),
      'content:elected': (told) => {
        elected = told.elected;
        setElected(elected);
      },
      'content:tab-title': (title) => {
        tabTitle = title;
        titles.look();
      },
      'player:tell-content': () => titles.report(),
      'player:tell-deeds': () => turn?.runner.tellDeeds(),
      'player:sync-me': () => {
        // Of a click above this frame, playing may be allowed here too: if not, the next try finds out.
        session?.pressed();
        turn?.runner.syncMe();
      },
      'clock:changed': () => clock.refresh(),
      'party:over': () => life.abort(),
    };
    // A background of another version may say more than we know.
    handlers[name]?.(payload);
  }

  function showView(next: PartyView): void {
    const before = view;
    view = next;
    content = next.content;
    stage?.view(next);
    if (before?.mayControl !== next.mayControl) turn?.runner.permission(next.mayControl);
    if (before?.begins && !next.begins && timeline) {
      turn?.runner.timeline(timeline, { snapshot: true });
      for (const intent of early.splice(0)) turn?.runner.intent(intent);
    }
  }

  function showTimeline(next: Timeline, how: { commandId?: string | null; snapshot?: boolean }): void {
    timeline = next;
    stage?.partyTimeline(next);
    // A party that begins here stands at 0 until we have told where the film is: following that would lose the place.
    if (!view?.begins) turn?.runner.timeline(next, how);
  }

  function setElected(mine: boolean): void {
    if (mine === (turn !== null)) return;
    if (turn) {
      turn.end.abort();
      turn = null;
    } else turn = takeTurn();
    stage?.ownFrame(turn !== null);
    takePlayer();
    titles.report();
  }

  /** This frame has the film: run the controller. */
  function takeTurn() {
    const end = new AbortController();
    signal.addEventListener('abort', () => end.abort(), { signal: end.signal });
    const runner = startRunner({
      request: (name, payload) => link.request(name, payload),
      observeNothing: () => observeNothing(clock),
      shown: stage,
      onLearned: (learned) => void keepLearned(browser.storage, adapter.id, learned),
      mayControl: view?.mayControl ?? false,
      signal: end.signal,
    });
    void readLearned(browser.storage, adapter.id).then((learned) => learned && runner.learned(learned));
    void readPreferences(browser.storage).then((liked) => liked && runner.preferences(liked));
    const onChanged = (changes: Record<string, Storage.StorageChange>) => {
      const liked = changes[PREFERENCES_KEY] && parsePreferences(changes[PREFERENCES_KEY].newValue);
      if (liked) runner.preferences(liked);
    };
    browser.storage.onChanged.addListener(onChanged);
    end.signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(onChanged));
    if (timeline && !view?.begins) runner.timeline(timeline, { snapshot: true });
    return { runner, end };
  }

  /** Make a session of the film that is there now. It is moved and listened to only in the elected frame. */
  function takePlayer(): void {
    session?.end();
    session =
      media &&
      openPlayerSession({
        adapter,
        media,
        bridge,
        clock,
        input,
        mediaKey: () => titles.mediaKey(),
        siteId: () => titles.siteId(),
        partyContent: () => content,
        // What happens while the page goes to another title is the site's doing, or meant for that title.
        onIntent(intent) {
          if (titles.mediaKey() === null) return;
          if (view?.begins) early.push(intent);
          else turn?.runner.intent(intent);
        },
        onChange: () => turn?.runner.look(),
      });
    titles.look();
    turn?.runner.player(session);
  }

  signal.addEventListener('abort', () => {
    session?.end();
    session = null;
  });
}
