import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Role } from '../../shared/party/party.ts';
import { may, outranks } from '../../shared/party/permissions.ts';
import { type ErrorCode, ok, type Result } from '../../shared/protocol/errors.ts';
import type { ParsedPayload } from '../../shared/protocol/events.ts';
import { type Decision, decided, refused, unchanged } from './decision.ts';
import { updated } from './hand-over.ts';
import { type LiveParty, type Seat, seatOf, type View } from './live-party.ts';
import { refusesUnban } from './membership.ts';

/** Silences somebody of lower rank, or lets them speak again. */
export function mute(view: View, actorId: string, input: ParsedPayload<'mute-member'>): Decision<null> {
  const { party } = view;
  const actor = seatOf(party, actorId);
  if (!actor?.present) return refused('not-a-member');
  if (!may(actor.role, 'moderate-chat', party.settings.controlMode)) return refused('not-allowed');
  const target = seatOf(party, input.memberId);
  if (!target) return refused('not-found');
  if (!outranks(actor.role, target.role)) return refused('not-allowed');
  if (party.muted.includes(target.id) === input.muted) return unchanged(view, null);
  const others = party.muted.filter((id) => id !== target.id);
  const next: LiveParty = { ...party, muted: input.muted ? [...others, target.id] : others };
  return decided(next, null, updated({ ...view, party: next }, [target.id]));
}

/** Who has left or was gone for too long, of those whom `actorId` may keep out for good (P4); the latest first. */
export function awayFor(view: View, actorId: string): Result<Seat[]> {
  const actor = seatOf(view.party, actorId);
  const refusal = refusesUnban(view, actorId);
  if (refusal || !actor) return refusal ?? refused('not-a-member');
  const away = view.party.seats.filter((seat) => !seat.present && outranks(actor.role, seat.role));
  return ok(away.toSorted((a, b) => b.seatedAt - a.seatedAt));
}

/** May they write or react? Null if so, else why not. */
export function silenced(party: LiveParty, memberId: string, action: 'chat' | 'react'): ErrorCode | null {
  const seat = seatOf(party, memberId);
  if (!seat?.present) return 'not-a-member';
  if (!may(seat.role, action, party.settings.controlMode)) return 'not-allowed';
  return party.muted.includes(memberId) ? 'muted' : null;
}

/**
 * Whose deed the removal of a message is: its author's, or that of somebody who moderates and outranks the author. Who
 * is no member any more counts as a plain one.
 */
export function mayRemove(party: LiveParty, actorId: string, message: ChatMessage): 'author' | 'moderator' | ErrorCode {
  const actor = seatOf(party, actorId);
  if (!actor?.present) return 'not-a-member';
  if (message.removes) return 'not-found';
  if (message.memberId === actorId) return 'author';
  const author: Role = seatOf(party, message.memberId)?.role ?? 'member';
  const moderates = may(actor.role, 'moderate-chat', party.settings.controlMode) && outranks(actor.role, author);
  return moderates ? 'moderator' : 'not-allowed';
}
