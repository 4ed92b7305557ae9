import type { PartyRecord } from '../../server/store/store.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import type { Move } from './moves.ts';
import { wrongSteps } from './steps.ts';
import type { Acknowledged, Held, Roles, Testimony } from './testimony.ts';

export interface Verdict {
  lost: string[];
  doubled: string[];
  reordered: string[];
  wrongStates: string[];
}

export const noFaults = (): Verdict => ({ lost: [], doubled: [], reordered: [], wrongStates: [] });

/** A party when everybody is silent, as the database and the server have it. */
export interface Case {
  record: PartyRecord;
  server: Held | null;
  /** All of the party. */
  members: readonly Testimony[];
  roles: Roles;
}

/**
 * Judges one party after a round.
 * - lost: acknowledged, and not among what the database says was applied (it remembers the newest `record.applied.length`)
 * - doubled: applied twice, or applied once more after it was acknowledged
 * - reordered: one member's commands got falling revs or places in the database, or the database has another order than the revs
 * - wrong state: a member or the database holds another timeline, hold, member or role than the server says; a timeline does
 *   not follow from the one before it or from the commands that were applied; the party waits though everybody is ready;
 *   somebody is missing, or has not the role that was given
 */
export function judge({ record, server, members, roles }: Case): Verdict {
  const verdict = noFaults();
  const places = new Map(record.applied.map((key, place) => [key, place]));
  const all = members
    .flatMap(({ memberId, moves, acknowledged }) =>
      acknowledged.map((one) => ({
        ...one,
        memberId,
        move: moves.get(one.commandId)!,
        key: `${memberId}:${one.commandId}`,
        appliedAt: appliedAt(one, members),
      })),
    )
    .filter((one) => places.has(one.key) || !wasSoAlready(one));
  const ordered = all.toSorted((a, b) => (a.appliedAt ?? a.timeline.rev) - (b.appliedAt ?? b.timeline.rev));

  // The oldest may have left the memory of the database; commands of earlier rounds are in it too.
  for (const one of ordered.slice(-record.applied.length)) if (!places.has(one.key)) verdict.lost.push(one.key);
  if (places.size < record.applied.length) verdict.doubled.push(`${record.id}: twice in the database`);

  const known = ordered.filter((one) => one.appliedAt !== null);
  verdict.reordered.push(...outOfOrder(known.map(({ key }) => ({ key, at: places.get(key) }))));
  for (const { memberId } of members) {
    const own = all.filter((one) => one.memberId === memberId);
    verdict.reordered.push(...outOfOrder(own.map(({ key }) => ({ key, at: places.get(key) }))));
    verdict.reordered.push(...outOfOrder(own.map(({ key, appliedAt }) => ({ key, at: appliedAt ?? undefined }))));
  }

  const acknowledgedAt = new Map(
    members.flatMap(({ acknowledged }) => acknowledged.map((one) => [one.commandId, one.timeline.rev])),
  );
  const again = new Set<string>();
  for (const { heard } of members)
    for (const { commandId, timeline } of heard)
      if (commandId !== null && timeline.rev > (acknowledgedAt.get(commandId) ?? Number.POSITIVE_INFINITY))
        again.add(commandId);
  verdict.doubled.push(...again);

  verdict.wrongStates.push(...wrongEnd(record, server, members, roles), ...wrongSteps(members));
  return verdict;
}

/**
 * A play in a party that plays, and the like, changes nothing and is not noted: its acknowledgement shows the party as it was
 * wanted, at a rev that nobody heard of for this command.
 */
function wasSoAlready(one: Acknowledged & { move: Move; appliedAt: number | null }): boolean {
  const { move, timeline, appliedAt } = one;
  if (appliedAt === timeline.rev) return false;
  switch (move.name) {
    case 'video-seek':
      return false;
    case 'video-play':
      return timeline.playing;
    case 'video-pause':
      return !timeline.playing;
    case 'video-rate':
      return timeline.rate === move.rate;
  }
}

/**
 * The `rev` a command got: the newest one broadcast for it that its acknowledgement knew of. The acknowledgement of a retry
 * tells where the party is by then, which is later; an earlier broadcast was lost with Redis before it was kept. Null if
 * nobody heard it.
 */
function appliedAt(one: Acknowledged, members: readonly Testimony[]): number | null {
  const revs = members.flatMap(({ heard }) =>
    heard.filter((h) => h.commandId === one.commandId && h.timeline.rev <= one.timeline.rev),
  );
  return revs.length > 0 ? Math.max(...revs.map((h) => h.timeline.rev)) : null;
}

/** The keys that come before one they should follow; those without a place do not count. */
function outOfOrder(list: readonly { key: string; at: number | undefined }[]): string[] {
  let last = -1;
  const wrong: string[] = [];
  for (const { key, at } of list) {
    if (at === undefined) continue;
    if (at <= last) wrong.push(key);
    last = Math.max(last, at);
  }
  return wrong;
}

const FIELDS = ['epoch', 'mediaKey', 'playing', 'position', 'at', 'rate', 'by'] as const;

const rolesIn = (members: readonly { id: string; role: string }[]): string =>
  members
    .map(({ id, role }) => `${id} ${role}`)
    .sort()
    .join(', ');

/** @returns in which fields two views of a party differ, as words; null: in none */
function difference(one: Held, other: Held, fields: readonly (keyof Timeline)[]): string | null {
  const apart = fields
    .filter((name) => one.timeline[name] !== other.timeline[name])
    .map((name) => `${name} ${one.timeline[name]} instead of ${other.timeline[name]}`);
  const holds = (held: Held) => held.hold && `${held.hold.memberIds} until ${held.hold.until} (${held.hold.reason})`;
  if (holds(one) !== holds(other)) apart.push(`hold ${holds(one)} instead of ${holds(other)}`);
  const [mine, theirs] = [rolesIn(one.members), rolesIn(other.members)];
  if (mine !== theirs) apart.push(`members ${mine} instead of ${theirs}`);
  return apart.length > 0 ? apart.join(', ') : null;
}

function wrongEnd(record: PartyRecord, server: Held | null, members: readonly Testimony[], roles: Roles): string[] {
  if (!server) return ['the server does not say how the party stands'];
  const wrong: string[] = [];
  for (const { memberId, held } of members) {
    const apart = held ? difference(held, server, ['rev', ...FIELDS]) : 'nothing';
    if (apart) wrong.push(`${memberId} holds ${apart}`);
  }
  const kept: Held = {
    timeline: record.videoState,
    hold: record.hold,
    members: record.members.filter((seat) => seat.present),
  };
  // One that came back to life has a higher rev than it was kept with (S4).
  const apart = difference(kept, server, FIELDS);
  if (apart) wrong.push(`the database has ${apart}`);
  if (record.videoState.rev > server.timeline.rev) wrong.push(`the database is at rev ${record.videoState.rev}`);
  wrong.push(...notByCommands(record, members), ...wrongMembers(server, members, roles));
  // Everybody's player said that it is ready.
  if (server.hold) wrong.push(`the party waits for ${server.hold.memberIds}`);
  return wrong;
}

/** What the newest commands that were applied make of a party, if nobody holds it. */
function notByCommands({ applied, videoState, hold }: PartyRecord, members: readonly Testimony[]): string[] {
  const moves = new Map<string, Move>(
    members.flatMap(({ memberId, moves }) => [...moves].map(([id, move]) => [`${memberId}:${id}`, move] as const)),
  );
  const newest = (...names: Move['name'][]) =>
    applied.map((key) => moves.get(key)).findLast((move) => move !== undefined && names.includes(move.name));
  const wrong: string[] = [];
  const playing = newest('video-play', 'video-pause');
  if (playing && !hold && videoState.playing !== (playing.name === 'video-play'))
    wrong.push(`the database has playing ${videoState.playing} after ${playing.name}`);
  const rate = newest('video-rate');
  if (rate?.name === 'video-rate' && videoState.rate !== rate.rate)
    wrong.push(`the database has rate ${videoState.rate} after ${rate.rate}`);
  return wrong;
}

function wrongMembers(server: Held, members: readonly Testimony[], roles: Roles): string[] {
  const wrong: string[] = [];
  const ids = server.members.map(({ id }) => id);
  for (const { memberId } of members) {
    const times = ids.filter((id) => id === memberId).length;
    if (times !== 1) wrong.push(`${memberId} is there ${times} times`);
  }
  for (const id of ids) if (!members.some(({ memberId }) => memberId === id)) wrong.push(`${id} is a stranger`);
  const hosts = server.members.filter(({ role }) => role === 'host').length;
  if (hosts !== 1) wrong.push(`the party has ${hosts} hosts`);
  for (const [memberId, role] of roles ?? []) {
    const has = server.members.find(({ id }) => id === memberId)?.role;
    if (has !== undefined && has !== role) wrong.push(`${memberId} is ${has}, and was made ${role}`);
  }
  return wrong;
}
