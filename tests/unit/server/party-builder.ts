import type { Command } from '../../../server/party/apply-command.ts';
import type { LiveParty, Presence, View } from '../../../server/party/live-party.ts';
import { RULES } from '../../../server/party/rules.ts';
import type { MemberState, Role } from '../../../shared/party/party.ts';
import type { Timing } from '../../../shared/protocol/events.ts';
import { freshParty } from '../../support/fresh-party.ts';

export const NOW = 1_000_000;
export const WALL = 1_700_000_000_000;

export interface Someone {
  id: string;
  role?: Role;
  state?: MemberState;
  ready?: boolean;
  /** Party clock, ms. */
  since?: number;
  everReady?: boolean;
  connected?: boolean;
  lostAt?: number;
  joinedAt?: number;
  timing?: Timing;
  present?: boolean;
}

/** A party of these people at `NOW`, everybody connected, ready and in step unless said otherwise. */
export function viewOf(people: Someone[], change: Partial<LiveParty> = {}, now = NOW): View {
  const content = { siteId: 'youtube', mediaKey: 'film', title: 'T', duration: 600 };
  const base = freshParty(NOW - 60_000, WALL, { id: 'p', partyCode: 'AAA-AAA-AAA', content });
  const seats = people.map((one, index) => ({
    id: one.id,
    name: one.id.toUpperCase(),
    avatar: { hue: 1, emoji: '' },
    guest: true,
    role: one.role ?? (index === 0 ? 'host' : 'member'),
    joinedAt: one.joinedAt ?? NOW - 60_000 + index,
    seatedAt: NOW - 60_000,
    present: one.present ?? true,
  }));
  const timeline = { ...base.timeline, rev: 5, position: 100, at: NOW - 10_000 };
  return {
    party: { ...base, timeline, seats, applied: ['host:earlier'], ...change },
    people: new Map(people.map((one) => [one.id, presenceOf(one)])),
    now,
    wallNow: WALL,
    rules: RULES,
  };
}

function presenceOf(one: Someone): Presence {
  const ready = one.ready ?? true;
  const since = one.since ?? NOW - 5_000;
  return {
    memberId: one.id,
    connectionId: one.connected === false ? null : `socket-${one.id}`,
    leaseUntil: NOW + 1e9,
    lostAt: one.connected === false ? (one.lostAt ?? NOW - 1_000) : null,
    status: { state: (one.state ?? 'in-step') as 'in-step', ready, skewMs: 0, clockBoundMs: 1 },
    timing: one.timing ?? null,
    readySince: ready ? since : null,
    notReadySince: ready ? null : since,
    everReady: one.everReady ?? true,
  };
}

/** The party after a decision, looked at later. */
export const later = (view: View, party: LiveParty, ms: number): View => ({ ...view, party, now: view.now + ms });

export const playing = (view: View): View => ({
  ...view,
  party: { ...view.party, timeline: { ...view.party.timeline, playing: true } },
});

let commands = 0;
type Moves = Exclude<Command['name'], 'change-content'>;

/** A command as a client that holds the newest timeline sends it. */
export function command(view: View, name: Moves, currentTime: number, more: object = {}): Command {
  commands += 1;
  const { epoch, rev, mediaKey } = view.party.timeline;
  return { name, commandId: `c${commands}`, epoch, baseRev: rev, mediaKey, currentTime, rate: 1, ...more } as Command;
}

export function changeTo(view: View, mediaKey: string, more: object = {}): Command {
  commands += 1;
  const { epoch, rev } = view.party.timeline;
  const content = { siteId: 'youtube', mediaKey, title: 'Next', duration: 300 };
  const payload = { commandId: `c${commands}`, epoch, baseRev: rev, currentTime: 0, playing: true, content };
  return { name: 'change-content', ...payload, ...more } as Command;
}
