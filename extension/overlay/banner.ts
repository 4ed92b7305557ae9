import type { Content } from '../../shared/party/content.ts';
import type { Hold, Member } from '../../shared/party/party.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { PartyView } from '../messaging/party-view.ts';
import { secondsLeft } from '../ui/time.ts';
import type { LocalState } from './types.ts';

/** The one thing to say at the top of the film. Each kind has one action at most. */
export type Banner =
  /** S26. `framed`: the film is in a frame, for which a click in ours may not count. */
  | { kind: 'needs-click'; position: number | null; framed: boolean }
  | { kind: 'refused'; error: WireError }
  | { kind: 'offline'; seconds: number | null }
  /** The tab is about to go along with the party. */
  | { kind: 'going'; name: string; content: Content; seconds: number }
  /** S25 */
  | { kind: 'other-title'; title: string; address: string | null; mayGo: boolean }
  | { kind: 'other-cut' }
  /** The site does not let this member see the title. */
  | { kind: 'unavailable' | 'no-subscription'; site: string }
  /** S23. `others` are the members waited for, without oneself. */
  | {
      kind: 'waiting';
      others: Member[];
      you: boolean;
      why: Hold['reason'];
      seconds: number | null;
      mayContinue: boolean;
    };

export interface Moment {
  /** Party clock, ms; null: unknown. */
  partyNow: number | null;
  /** Wall clock, ms (`connection.nextTryAt` is one). */
  wallNow: number;
}

/**
 * What stands at the top. What the user can mend comes first, what mends itself last; while there is no connection
 * nothing that the server said earlier is repeated.
 */
export function chooseBanner(view: PartyView, local: LocalState | null, moment: Moment): Banner | null {
  const { connection } = view;
  if (local?.needsClick) return { kind: 'needs-click', position: local.partyPosition, framed: !local.ownFrame };
  if (connection.state === 'refused') return { kind: 'refused', error: connection.error };
  if (connection.state === 'offline') {
    const { nextTryAt } = connection;
    return { kind: 'offline', seconds: nextTryAt === null ? null : secondsLeft(nextTryAt - moment.wallNow) };
  }
  const { going, content } = view;
  if (going) {
    return {
      kind: 'going',
      name: going.by,
      content: going.content,
      seconds: secondsLeft(going.until - moment.wallNow),
    };
  }
  if (local?.sync.state === 'other-title') {
    return {
      kind: 'other-title',
      title: content?.series || content?.title || '',
      // Decision 8: a page of its own is opened only by somebody who has seen its address.
      address: view.service?.address ?? null,
      // What this version has no address for it cannot open either.
      mayGo: content !== null && view.service !== null,
    };
  }
  if (local?.sync.state === 'unavailable' || local?.sync.state === 'no-subscription') {
    return { kind: local.sync.state, site: view.service?.name ?? '' };
  }
  if (local?.sync.state === 'other-cut') return { kind: 'other-cut' };
  return view.hold ? waiting(view, view.hold, moment) : null;
}

function waiting(view: PartyView, hold: Hold, moment: Moment): Banner {
  const held = view.members.filter((member) => hold.memberIds.includes(member.id));
  return {
    kind: 'waiting',
    others: held.filter((member) => member.id !== view.you),
    you: held.some((member) => member.id === view.you),
    why: hold.reason,
    seconds: moment.partyNow === null ? null : secondsLeft(hold.until - moment.partyNow),
    // Who may start the film may go on without somebody (permissions.ts: one rule for both).
    mayContinue: view.mayControl,
  };
}

/** Banners that a person may wave away: they tell of a state that lasts, and the state tag goes on saying it. */
export const dismissible = (banner: Banner): boolean => !['needs-click', 'going', 'waiting'].includes(banner.kind);

/** Does it show a countdown, so that it must be drawn each second? */
export const ticks = (banner: Banner | null): boolean =>
  banner !== null && 'seconds' in banner && banner.seconds !== null && banner.seconds > 0;
