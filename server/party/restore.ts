import { randomUUID } from 'node:crypto';
import { clampPosition, positionAt, type Timeline } from '../../shared/playback/timeline.ts';
import type { PartyRecord } from '../store/store.ts';
import type { LiveParty } from './live-party.ts';
import { RESTORE_REV_STEP } from './rules.ts';

/** Applied commands kept on disk: enough for the retries of a restart, small enough to write with every command. */
const APPLIED_STORED = 64;
/** A party that nobody touched for so long did not play on while the server was away. */
export const PLAYED_ON_MAX_MS = 5 * 60_000;

/** What of a live party is durable. */
export function toRecord(party: LiveParty): PartyRecord {
  return {
    id: party.id,
    life: party.life,
    former: party.former,
    version: party.version,
    partyCode: party.partyCode,
    name: party.settings.name,
    host: party.seats.find((seat) => seat.role === 'host')?.id ?? '',
    members: party.seats,
    memberIds: party.seats.map((seat) => seat.id),
    settings: party.settings,
    content: party.content,
    videoState: party.timeline,
    hold: party.hold,
    excused: party.excused,
    holdStarts: party.holdStarts,
    applied: party.applied.slice(-APPLIED_STORED),
    banned: party.banned,
    muted: party.muted,
    reclaimableBy: party.reclaimableBy,
    startsAt: party.startsAt,
    createdAt: party.createdAt,
    endedAt: party.endedAt,
    lastActiveAt: party.lastActiveAt,
  };
}

/**
 * A party back from disk, after a restart or a rest. The film goes on as if nothing had been (S27), unless the party was
 * left alone for long: then it stands where it was last seen.
 * @param now party clock, ms
 * @param wallNow wall clock, ms
 */
export function fromRecord(record: PartyRecord, now: number, wallNow: number): LiveParty {
  return {
    id: record.id,
    life: randomUUID(),
    former: { life: record.life, version: record.version },
    version: record.version,
    partyCode: record.partyCode,
    settings: record.settings,
    content: record.content,
    timeline: restoredTimeline(record, now, wallNow),
    hold: record.hold,
    excused: record.excused,
    holdStarts: record.holdStarts,
    applied: record.applied,
    seats: record.members,
    banned: record.banned,
    muted: record.muted ?? [],
    reclaimableBy: record.reclaimableBy,
    startsAt: record.startsAt,
    createdAt: record.createdAt,
    endedAt: record.endedAt,
    lastActiveAt: record.lastActiveAt,
    restoredAt: now,
  };
}

function restoredTimeline(record: PartyRecord, now: number, wallNow: number): Timeline {
  const kept = record.videoState;
  const timeline = { ...kept, rev: Math.max(kept.rev + RESTORE_REV_STEP, Math.floor(now)) };
  const quietMs = wallNow - record.lastActiveAt;
  if (!timeline.playing || quietMs < PLAYED_ON_MAX_MS) return timeline;
  const position = clampPosition(positionAt(timeline, now - quietMs), record.content?.duration ?? null);
  return { ...timeline, playing: false, position, at: now, by: '' };
}
