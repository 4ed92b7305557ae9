import type { Content } from '../../shared/party/content.ts';
import { isOtherCut } from '../../shared/party/cut.ts';
import { may } from '../../shared/party/permissions.ts';
import { positionAt } from '../../shared/playback/timeline.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import { ACK_TIMEOUT_MS } from '../../shared/protocol/limits.ts';
import { hasHostOfItsOwn } from '../../shared/sites/index.ts';
import type { FilmPlace } from '../messaging/messages.ts';
import type { Trouble } from '../messaging/party-view.ts';
import { deadline } from './command-outbox.ts';
import type { Frames } from './frames.ts';
import { permits } from './inject.ts';
import { ownMember, type PartyState } from './party.ts';
import type { PartyLine } from './party-line.ts';
import type { PartyTab } from './party-tab.ts';
import type { StateCell } from './state.ts';
import { compareTitle, knowsMore, watchUrlOf } from './tab-target.ts';

/** The site is often going to the next title by itself: a notice for so short a way would only flicker. */
const NOTICE_AFTER_MS = 700;
/** Long enough to read where it goes and to press "Stay here". */
const FOLLOW_AFTER_MS = 5_000;
/** A page that does not answer by then shows no film. */
const ASK_MS = 1_000;
/** The change that was in the way has come by then. */
const TELL_AGAIN_MS = 500;

/**
 * How the tab belongs to the party: `on` its title, so that the two go on together whoever goes first; `sent` there,
 * which its page has not confirmed yet, so that it follows; `away`: the user is somewhere else and stays there.
 */
export type Standing = 'on' | 'sent' | 'away';

/** Keeps the party's title and the tab's together: the tab may take the party along, or the party the tab. */
export interface PartyTitle {
  /**
   * The party's tab shows a title.
   * @param at where its film stands; null: there is none, or that is not known yet
   * @param page the document that says so: the same object as long as it is the same one
   */
  shown(content: Content | null, loaded: boolean, at: FilmPlace | null, trouble: Trouble | null, page: object): void;
  /** Make the tab's title the party's. */
  share(content: Content): Promise<Result<null>>;
  /**
   * The party goes to another title: so does the tab, after a notice.
   * @param moved false: it is the same title, of which more is known now
   */
  changed(change: TimelineChange, moved: boolean): void;
  /** The notice was answered with "Stay here". */
  stay(): void;
  /** Another worker, party or tab begins. */
  reset(standing: Standing): void;
}

export interface PartyTitleNeeds {
  cell: StateCell;
  frames: Frames;
  tab: PartyTab;
  run: () => { line: PartyLine; stop: AbortController } | null;
  openFilm: () => Promise<unknown>;
}

export function createPartyTitle({ cell, frames, tab, run, openFilm }: PartyTitleNeeds): PartyTitle {
  let standing: Standing = 'away';
  let beginning = false;
  let asked: ((at: FilmPlace | null) => void) | null = null;
  let journey: AbortController | null = null;
  /** The title that the page of now told last. */
  let told: { page: object; content: Content } | null = null;

  /**
   * S3: a change of title with where its film stands now, if that is known. A party that plays goes on playing: the next
   * film may not have started by itself yet.
   */
  const changeContent = async (
    content: Content,
    at: FilmPlace | null,
    how: { first?: boolean; until?: number } = {},
  ): Promise<Result<null>> => {
    const { party } = cell.now;
    const line = run()?.line;
    if (!line || !party) return fail('offline');
    const answer = await line.ask('change-content', {
      commandId: crypto.randomUUID(),
      epoch: party.timeline.epoch,
      baseRev: party.timeline.rev,
      currentTime: at?.position ?? 0,
      content,
      playing: (at?.playing ?? false) || party.timeline.playing,
      ...how,
    });
    if (answer.ok) return ok(null);
    // Told while an earlier change was on its way: the page has no occasion to tell it again by itself.
    if (answer.error.code === 'stale-epoch') setTimeout(() => frames.tell('player:tell-content', null), TELL_AGAIN_MS);
    return answer;
  };

  const mayChangeContent = (leadersOnly: boolean): boolean => {
    const { party } = cell.now;
    const role = party ? ownMember(party)?.role : undefined;
    if (!party || !role || !may(role, 'change-content', party.settings.controlMode)) return false;
    return !leadersOnly || role !== 'member';
  };

  /**
   * The first word about a party that was started here. Its film may be in the middle, and its address may have named
   * another title than the player does (Prime Video): the page's adapter knows both, in content time.
   */
  const begin = async (content: Content, at: FilmPlace | null): Promise<void> => {
    const { party, seat } = cell.now;
    if (!party || !seat || beginning) return;
    const moved = party.timeline.by !== '' && party.timeline.by !== party.you;
    if (!moved && at === null) return; // the page tells again when it knows
    beginning = true;
    const same = compareTitle(content, party.content) === 'same';
    if (!moved && same && at) await startAt(at);
    if (!moved && !same) await changeContent(content, at, { first: true });
    beginning = false;
    if (cell.now.seat) cell.update({ seat: { ...cell.now.seat, begins: false } });
    if (same) improve(content, at, false);
  };

  const startAt = async ({ playing, position }: FilmPlace): Promise<void> => {
    const { timeline } = cell.now.party ?? {};
    if (!timeline) return;
    await run()?.line.command({
      name: playing ? 'video-play' : 'video-seek',
      commandId: crypto.randomUUID(),
      epoch: timeline.epoch,
      baseRev: timeline.rev,
      mediaKey: timeline.mediaKey,
      currentTime: position,
      // Somebody may press in the time that this takes, a while where the way is down: theirs is newer.
      first: true,
    });
  };

  /**
   * The tab's title and address were all that the popup had; the site's adapter knows name and length.
   * @param followed this page showed the party's cut until now: at another length the next film has begun at its address
   */
  const improve = (content: Content, at: FilmPlace | null, followed: boolean): void => {
    const { party } = cell.now;
    if (!party) return;
    if (!isOtherCut(content, party.content)) {
      if (knowsMore(content, party.content) && mayChangeContent(true)) void changeContent(content, at);
      return;
    }
    // The host's cut is the party's: with two who could say so, two cuts would take turns.
    if (ownMember(party)?.role !== 'host') return;
    // The server tells a better word from another film by the place. A page that has just come, or comes from another cut, may
    // stand anywhere: it says of the length only. Where the film stands being unknown is not the beginning: the page tells again.
    const place = followed ? at : partyPlace(party);
    if (place) void changeContent(content, place);
  };

  const partyPlace = ({ timeline }: PartyState): FilmPlace | null => {
    const offset = run()?.line.clock().offset ?? null;
    if (offset === null) return null;
    return { position: positionAt(timeline, performance.now() + offset), playing: timeline.playing };
  };

  /** Did this page, before what it tells now, show what the party watches, as long as the party's? */
  const hasFollowed = (page: object, party: Content | null): boolean =>
    told !== null &&
    told.page === page &&
    compareTitle(told.content, party) === 'same' &&
    told.content.duration !== undefined &&
    !isOtherCut(told.content, party);

  const isThere = (content: Content) => compareTitle(cell.now.tab?.shows ?? null, content) === 'same';

  const endJourney = () => {
    journey?.abort();
    journey = null;
    if (cell.now.going) cell.update({ going: null });
  };

  /** Go along with the party, unless the page gets there by itself or the user says no. */
  const goAlong = (content: Content, by: string): void => {
    endJourney();
    journey = new AbortController();
    const { signal } = journey;
    const until = Date.now() + FOLLOW_AFTER_MS;
    const wanted = () => !signal.aborted && !isThere(content) && compareTitle(content, partyContent()) === 'same';
    const notice = setTimeout(() => wanted() && cell.update({ going: { content, by, until } }), NOTICE_AFTER_MS);
    const go = setTimeout(() => {
      const still = wanted();
      endJourney();
      if (still) void openFilm();
    }, FOLLOW_AFTER_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(notice);
      clearTimeout(go);
    });
  };
  const partyContent = () => cell.now.party?.content ?? null;

  return {
    shown(content, loaded, at, trouble, page) {
      const { party, seat, going } = cell.now;
      const followed = hasFollowed(page, party?.content ?? null);
      if (content) told = { page, content };
      tab.shows(content, trouble);
      asked?.(at);
      if (going && content && compareTitle(content, going.content) === 'same') endJourney();
      const title = compareTitle(content, party?.content ?? null);
      if (party && content && loaded) {
        const first = party.content === null;
        if (seat?.begins) void begin(content, at);
        else if (title === 'same') improve(content, at, followed);
        else if (title === 'other' && mayChangeContent(!first) && (first || standing === 'on'))
          void changeContent(content, at);
      }
      if (title === 'same') standing = 'on';
      else if (title === 'other') standing = 'away';
    },
    async share(content) {
      if (!mayChangeContent(false)) return fail('not-allowed');
      const at = new Promise<FilmPlace | null>((settle) => {
        asked = settle;
        setTimeout(settle, ASK_MS, null);
      });
      frames.tell('player:tell-content', null);
      const place = await at;
      const line = run()?.line;
      // Whoever pressed reads by then that no answer came.
      const how = line ? deadline(performance.now(), line.clock(), ACK_TIMEOUT_MS) : {};
      return changeContent(content, place, how);
    },
    changed({ content, by }, moved) {
      const { tab: view, party, seat } = cell.now;
      const own = by === null || by.memberId === party?.you;
      const belongs = standing !== 'away' || journey !== null;
      const along = belongs && seat !== null && seat.tabId !== null && view !== null && !own;
      // The page has told its title before the party was there, and has no occasion to tell it again.
      if (content && isThere(content)) standing = 'on';
      // What the tab still tells of its old title is no wish to go back there.
      else if (content && !own && moved) standing = along ? 'sent' : 'away';
      tab.refresh();
      // A page without a definition of its own is opened only after the user has seen its address (decision 8).
      // Whose site refuses the title has been sent there already: once more would only hide what it says.
      if (!content || !along || !moved || hasHostOfItsOwn(content.siteId) || isThere(content)) return;
      const url = watchUrlOf(content);
      if (url) void permits(url).then((allowed) => allowed && goAlong(content, by.name));
    },
    stay() {
      endJourney();
      standing = 'away';
    },
    reset(next) {
      endJourney();
      standing = next;
      beginning = false;
    },
  };
}
