import { randomUUID } from 'node:crypto';
import type { Content } from '../../shared/party/content.ts';
import type { PartySettings } from '../../shared/party/party.ts';
import { may } from '../../shared/party/permissions.ts';
import { type Decision, decided, refused, tell, unchanged } from './decision.ts';
import { type LiveParty, type Seat, seatOf, type View } from './live-party.ts';
import type { Person } from './membership.ts';

export interface NewParty {
  id: string;
  partyCode: string;
  settings: PartySettings;
  content: Content | null;
  startsAt: number | null;
  host: Person;
}

/** A party as it begins: standing at 0, its maker in the host's seat. */
export function newParty(input: NewParty, now: number, wallNow: number): LiveParty {
  const seat: Seat = { ...input.host, role: 'host', joinedAt: now, seatedAt: now, stayedMs: 0, present: true };
  const mediaKey = input.content?.mediaKey ?? '';
  return {
    id: input.id,
    life: randomUUID(),
    former: null,
    version: 1,
    partyCode: input.partyCode,
    settings: input.settings,
    content: input.content,
    timeline: { epoch: 0, mediaKey, rev: 0, playing: false, position: 0, at: now, rate: 1, by: '' },
    hold: null,
    excused: [],
    holdStarts: {},
    applied: [],
    seats: [seat],
    banned: [],
    muted: [],
    reclaimableBy: null,
    startsAt: input.startsAt,
    createdAt: wallNow,
    endedAt: null,
    lastActiveAt: wallNow,
    restoredAt: now,
  };
}

export interface SettingsChange {
  settings: Partial<PartySettings>;
  startsAt?: number | null;
  /** The fresh code when it is to be rotated: the old one stops working, who is in stays in (P4). */
  newCode?: string;
}

/** Changes settings, date or code; every part that is asked for must be allowed, or nothing changes. */
export function changeSettings(view: View, actorId: string, change: SettingsChange): Decision<null> {
  const { party } = view;
  const actor = seatOf(party, actorId);
  if (!actor) return refused('not-a-member');
  if (party.endedAt !== null) return refused('party-ended');
  const mode = party.settings.controlMode;
  const wantsSettings = Object.keys(change.settings).length > 0 || change.startsAt !== undefined;
  if (wantsSettings && !may(actor.role, 'change-settings', mode)) return refused('not-allowed');
  if (change.newCode !== undefined && !may(actor.role, 'rotate-code', mode)) return refused('not-allowed');
  if (!wantsSettings && change.newCode === undefined) return unchanged(view, null);
  const next: LiveParty = {
    ...party,
    settings: { ...party.settings, ...change.settings },
    startsAt: change.startsAt === undefined ? party.startsAt : change.startsAt,
    partyCode: change.newCode ?? party.partyCode,
  };
  return decided(next, null, [tell('party-updated', { settings: next.settings, partyCode: next.partyCode })]);
}

/** Ends the party for all. */
export function endParty(view: View, actorId: string): Decision<null> {
  const { party } = view;
  const actor = seatOf(party, actorId);
  if (!actor) return refused('not-a-member');
  if (party.endedAt !== null) return refused('party-ended');
  if (!may(actor.role, 'end-party', party.settings.controlMode)) return refused('not-allowed');
  return decided({ ...party, endedAt: view.wallNow }, null, [{ kind: 'evict-all', reason: 'ended' }]);
}
