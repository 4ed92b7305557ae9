import type { Runtime } from 'webextension-polyfill';
import type { AbsentPerson } from '../../shared/protocol/api.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import type { LaterPart } from '../messaging/later-parts.ts';
import type { ContentEvents, ContentRequests } from '../messaging/messages.ts';
import { type Handlers, sendEvent } from '../messaging/port.ts';
import type { EmojiList } from '../ui/emoji-file.ts';
import type { ReadPicture } from '../ui/paint-picture.ts';
import { chatHandlers } from './chat-handlers.ts';
import { CONTENT_SCHEMAS } from './content-schemas.ts';
import type { DeedAsker } from './deed-asker.ts';
import { withTabTitle } from './film-title.ts';
import type { Frames } from './frames.ts';
import type { Places } from './kept-place.ts';
import type { Parties } from './parties.ts';
import type { PartyTab } from './party-tab.ts';
import type { StateCell } from './state.ts';
import { partyView } from './view.ts';
import type { OverlayWords } from './words.ts';

/** Who speaks over a content port. */
export interface ContentSpeaker {
  port: Runtime.Port;
  tabId: number;
  frameId: number;
}

export interface ContentNeeds {
  cell: StateCell;
  frames: Frames;
  parties: Parties;
  tab: PartyTab;
  words: OverlayWords;
  deeds: DeedAsker;
  places: Places;
  emoji: () => Promise<EmojiList>;
  readPicture: ReadPicture;
  /** Parts of the overlay into a frame. */
  bring: (part: LaterPart, tabId: number, frameId: number) => Promise<boolean>;
  /** Resolves when what is known now would outlive the worker. */
  save: () => Promise<void>;
  /** How the party goes, for leaders. */
  changeParty: (change: ContentRequests['overlay:change-party']['in']) => Promise<Result<null>>;
  /** Who is away from our party, for leaders. */
  listAway: () => Promise<Result<AbsentPerson[]>>;
  /** Storage has been read. */
  ready: Promise<void>;
}

/** A page that loads while we join waits for the party this long; then it hears `offline` and asks again. */
const HELLO_WAIT_MS = 15_000;

/** The answering side for the content scripts. Every message is checked: does it come from the party's tab, and does it fit? */
export function contentHandlers(needs: ContentNeeds): Handlers<ContentRequests, ContentSpeaker> {
  const { cell, frames, parties, tab, words, places, emoji, save, ready } = needs;
  const line = () => parties.line;
  let telling: Promise<void> = Promise.resolve();

  const hello = async (speaker: ContentSpeaker): Promise<Result<ContentRequests['content:hello']['out']>> => {
    // The permission went while no background was there to tell the frame.
    if (!(await tab.admits(speaker.port.sender?.url))) return fail('not-a-member');
    if (!cell.now.party && !(await line()?.joined(HELLO_WAIT_MS))) return fail('offline');
    // Awaited before the state is read: nothing may come between the view and the frame's place among those who hear.
    const top = speaker.frameId === 0;
    const spoken = top ? await words.now() : undefined;
    const keptFor = top ? await places.read() : undefined;
    const { party } = cell.now;
    const kept = keptFor?.(party);
    const view = partyView(cell.now);
    if (!party || !view) return fail('offline');
    frames.add(speaker.port, speaker.frameId);
    const tabTitle = top ? undefined : await tab.standsFor();
    return ok({
      party: view,
      chat: { messages: party.chat, chatSeq: party.chatSeq, ...(kept === undefined ? {} : { kept }) },
      timeline: party.timeline,
      elected: frames.isElected(speaker.port),
      ...(tabTitle === undefined ? {} : { tabTitle }),
      ...(spoken === undefined ? {} : { words: spoken }),
    });
  };

  const handlers: Handlers<ContentRequests, ContentSpeaker> = {
    'content:hello': (_, speaker) => hello(speaker),
    'content:candidate': ({ score }, { port }) => {
      frames.score(port, score);
      return ok(null);
    },
    'content:frames-changed': async () => {
      await tab.attend();
      return ok(null);
    },
    'player:content': ({ content, loaded, at, trouble }, { port }) => {
      // One after the other: a name that has to be asked for must not arrive after what came later.
      // A telling that failed is over; the next one is not about it.
      telling = telling
        .catch(() => undefined)
        .then(async () => {
          const nameless = content !== null && content.title === '';
          const named = nameless ? withTabTitle(content, (await tab.title()) ?? '') : content;
          if (frames.speaks(port)) parties.title.shown(named, loaded, at, trouble, port);
        });
      return ok(null);
    },
    'player:command': async ({ at, ...command }, { port }) => {
      // A background that has just been revived knows of no frame yet: the hand's act is asked again, not refused (S28).
      if (!frames.isElected(port)) return fail(frames.hasFilm ? 'not-allowed' : 'offline');
      // A machine's clock that was set back makes nothing younger than it is new.
      return (await line()?.command(command, Math.max(0, Date.now() - at))) ?? fail('offline');
    },
    'player:status': ({ status, startLatencyMs }, { port }) => {
      if (frames.speaks(port)) line()?.report(status, startLatencyMs);
      return ok(null);
    },
    'player:request-sync': async () => (await line()?.sync()) ?? fail('offline'),
    'player:deeds': (told, { port }) => {
      if (frames.isElected(port)) needs.deeds.told(told);
      return ok(null);
    },
    'clock:ping': () => {
      const reading = line()?.clock();
      return reading ? ok(reading) : fail('offline');
    },
    ...chatHandlers({ cell, parties, save, emoji }),
    'overlay:place': async (place, { frameId }) => {
      // The overlay is in the main frame, and what others embed has no say in what it shows.
      if (frameId !== 0) return fail('not-allowed');
      await places.keep(cell.now.party, place);
      return ok(null);
    },
    'overlay:picture': ({ picture }) => needs.readPicture(picture),
    'overlay:bring': async ({ part }, { tabId, frameId }) =>
      (await needs.bring(part, tabId, frameId)) ? ok(null) : fail('offline'),
    'overlay:reaction': async (reaction) => (await line()?.ask('send-reaction', reaction)) ?? fail('offline'),
    'overlay:continue-without': async () => (await line()?.ask('continue-without', {})) ?? fail('offline'),
    'overlay:change-party': (change) => needs.changeParty(change),
    'overlay:sync-me': () => {
      frames.tell('player:sync-me', null);
      return ok(null);
    },
    'overlay:leave': async () => {
      await parties.leave();
      return ok(null);
    },
    'overlay:open-film': () => parties.openFilm(null),
    'overlay:stay': () => {
      parties.title.stay();
      return ok(null);
    },
    'overlay:away': () => needs.listAway(),
    'overlay:retry': () => {
      line()?.retryNow();
      return ok(null);
    },
  };

  /** B2: only the party's tab is listened to; any other learns that it is not in one, and takes itself down. */
  const guarded = (name: keyof ContentRequests) => async (payload: unknown, speaker: ContentSpeaker) => {
    await ready;
    if (cell.now.seat?.tabId !== speaker.tabId) {
      sendEvent<ContentEvents, 'party:over'>(speaker.port, 'party:over', { reason: 'left' });
      return fail('not-a-member');
    }
    const parsed = CONTENT_SCHEMAS[name].safeParse(payload);
    if (!parsed.success) return fail('bad-request');
    return (handlers[name] as (payload: unknown, speaker: ContentSpeaker) => unknown)(parsed.data, speaker);
  };
  const names = Object.keys(handlers) as (keyof ContentRequests)[];
  return Object.fromEntries(names.map((name) => [name, guarded(name)])) as Handlers<ContentRequests, ContentSpeaker>;
}
