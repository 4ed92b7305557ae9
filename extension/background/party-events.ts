import type { TimelineChange } from '../../shared/protocol/events.ts';
import type { Frames } from './frames.ts';
import type { NewsSince } from './news-since.ts';
import { type Applied, applyChange, applyChat, applyGone, applyMember, applyStatus, type PartyState } from './party.ts';
import type { ServerEventHandlers } from './server-events.ts';
import type { StateCell } from './state.ts';

export interface PartyEventNeeds {
  cell: StateCell;
  frames: Frames;
  news: NewsSince;
  /** S4: revs are missing. */
  requestSync: () => void;
  /** S30: messages are missing. */
  fetchChat: () => void;
  /** The party stands on another title now, or (`moved` false) knows more of the one that it stands on. */
  onContent: (change: TimelineChange, moved: boolean) => void;
  /** The party's code is another one: the invitation too. */
  onCode: (partyCode: string) => void;
  /** Something of the party has changed that only lists show, or may have: a planned party was moved. */
  onDate: () => void;
  onClosed: (reason: 'kicked' | 'banned' | 'ended' | 'elsewhere') => void;
}

/** What each broadcast of the server does to the state, and who is told. */
export function partyEvents(needs: PartyEventNeeds): ServerEventHandlers {
  const { cell, frames } = needs;
  const change = (step: (party: PartyState) => PartyState) => {
    needs.news.heard(step);
    const { party } = cell.now;
    if (party) cell.update({ party: step(party) });
  };
  /** Told before we have the party: it comes over the snapshot that was read earlier and is still on its way. */
  const early = (news: TimelineChange) =>
    needs.news.heard((held) => {
      const { party, gap } = applyChange(held, news);
      if (gap) needs.requestSync();
      return party;
    });
  const timeline = (name: string) => (news: TimelineChange) => {
    const { party } = cell.now;
    if (!party) return early(news);
    const applied: Applied = applyChange(party, news);
    if (!applied.news) return;
    cell.update({ party: applied.party });
    frames.tell('party:timeline', { ...news, name });
    if (applied.gap) needs.requestSync();
    if (news.content) needs.onContent(news, news.timeline.epoch !== party.timeline.epoch);
  };
  return {
    'video-play': timeline('video-play'),
    'video-pause': timeline('video-pause'),
    'video-seek': timeline('video-seek'),
    'video-rate': timeline('video-rate'),
    'change-content': timeline('change-content'),
    'party-updated': ({ settings, partyCode }) => {
      const before = cell.now.party?.partyCode;
      change((party) => ({ ...party, settings, partyCode }));
      if (before !== partyCode) needs.onCode(partyCode);
      // The date is not told, and may have changed along with what is: lists are read anew.
      needs.onDate();
    },
    'member-joined': (member) => change((party) => applyMember(party, member)),
    'member-updated': (member) => change((party) => applyMember(party, member)),
    'member-left': ({ memberId, reason }) => {
      if (reason === 'kicked' || reason === 'banned') frames.tell('party:removed', { memberId });
      change((party) => applyGone(party, memberId));
    },
    'member-status': ({ memberId, status }) => change((party) => applyStatus(party, memberId, status)),
    'chat-message': (message) => {
      const { party } = cell.now;
      if (!party) return needs.news.heard((held) => applyChat(held, [message]).party);
      const applied = applyChat(party, [message]);
      cell.update({ party: applied.party });
      if (applied.gap) needs.fetchChat();
    },
    reaction: (reaction) => frames.tell('party:reaction', reaction),
    'member-typing': (who) => frames.tell('party:typing', who),
    'party-closed': ({ reason }) => needs.onClosed(reason),
    'server-draining': () => {}, // the line itself makes the appointment
  };
}
