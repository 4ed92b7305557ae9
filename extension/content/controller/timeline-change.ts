import { isNewer, isNext, positionAt, type Timeline } from '../../../shared/playback/timeline.ts';
import type { OutgoingCommand } from '../../messaging/outgoing-command.ts';
import { JUMP_FROM, SYNC_REQUEST_GAP_MS } from './numbers.ts';
import { expectedDebt, maySeek } from './seek.ts';
import { NO_OPERATION, type Turn } from './state.ts';
import type { Reason } from './types.ts';

export function requestSync(turn: Turn): void {
  if (turn.now - turn.s.syncRequestedAt < SYNC_REQUEST_GAP_MS) return;
  turn.s.syncRequestedAt = turn.now;
  turn.effects.push({ kind: 'request-sync' });
}

/** Has the party become what this own command asks for, by this command or by another of the same wish? */
function fulfils(timeline: Timeline, command: OutgoingCommand): boolean {
  if (timeline.epoch !== command.epoch) return true; // the title has changed: the command is dead
  if (timeline.rev <= command.baseRev) return false;
  switch (command.name) {
    case 'video-play':
      return timeline.playing;
    case 'video-pause':
      return !timeline.playing && timeline.position === command.currentTime;
    case 'video-seek':
      return timeline.position === command.currentTime;
    case 'video-rate':
      return timeline.rate === command.rate;
  }
}

/** Does the new timeline go on just where the old one was going? (Another member in a hold, for one.) */
function sameCourse(old: Timeline, next: Timeline, partyNow: number): boolean {
  if (old.epoch !== next.epoch || old.playing !== next.playing || old.rate !== next.rate) return false;
  const then = Math.max(partyNow, old.at, next.at);
  return Math.abs(positionAt(old, then) - positionAt(next, then)) < 0.001;
}

/** S4: takes a timeline if it is newer than what is held; after a gap it also asks for the whole truth. */
export function adopt(turn: Turn, next: Timeline, from: { commandId?: string | null; snapshot?: boolean }): Reason {
  const { s, o } = turn;
  const held = s.timeline;
  if (!isNewer(next, held)) return 'old-timeline';
  const gap = held !== null && !isNext(next, held) && !from.snapshot;
  if (gap) requestSync(turn);
  s.timeline = next;
  s.pending = s.pending.filter(({ command }) => command.commandId !== from.commandId && !fulfils(next, command));
  if (held === null) return 'first-timeline';
  const partyNow = o.partyNow ?? next.at;
  if (!sameCourse(held, next, partyNow)) {
    s.operation = NO_OPERATION;
    s.plannedAt = null;
    s.slipSince = null;
    s.drift = { ...s.drift, seekableSince: null };
    scheduleJump(turn, next, partyNow);
  }
  return gap ? 'timeline-after-gap' : 'timeline';
}

/** S13: both run and the party goes elsewhere: everybody jumps so as to arrive at one moment. */
function scheduleJump(turn: Turn, next: Timeline, partyNow: number): void {
  const { s, o } = turn;
  if (!next.playing || o.paused || o.partyNow === null || s.expectPaused === true) return;
  if (o.media !== 'right' || o.phase === 'ad' || o.capabilities.clock !== 'exact') return;
  const ahead = Math.max(0, next.at - partyNow) / 1000;
  const off = Math.abs(positionAt(next, Math.max(partyNow, next.at)) - (o.position + ahead * next.rate));
  if (off < JUMP_FROM || !maySeek(turn, next.position)) return;
  s.operation = { kind: 'jump', seekAt: next.at - expectedDebt(turn, next.position) };
}
