import { positionAt, type Timeline } from '../../shared/playback/timeline.ts';
import type { Move } from './moves.ts';
import type { Heard, Testimony } from './testimony.ts';

/** S12: so far from the party's place a pause may settle, seconds of watching. */
const SETTLE_MAX_S = 2;
/** What the arithmetic of doubles may make of a position, seconds. */
const TINY_S = 1e-6;

/** A command and whose it was; null: the server's own doing. */
type Cause = { move: Move; by: string } | null;

/**
 * Does each timeline that was told follow from the one before it? Looks at pairs of neighbouring revs that somebody heard,
 * and at what the command between them says.
 * @returns a line each that does not
 */
export function wrongSteps(members: readonly Testimony[]): string[] {
  const told = byRev(members);
  const wrong: string[] = [];
  for (const [rev, now] of told) {
    const before = told.get(rev - 1);
    // Told once more: what made it is not said.
    if (!before || now.reason === 'restored') continue;
    const why = wrongStep(before, now, causeOf(now, members));
    if (why) wrong.push(`rev ${rev} (${now.commandId ?? now.reason}): ${why}`);
  }
  return wrong;
}

/** Without the revs that two lives of the party used: which came after which is not to be told. */
function byRev(members: readonly Testimony[]): ReadonlyMap<number, Heard> {
  const told = new Map<number, Heard | null>();
  for (const { heard } of members)
    for (const one of heard) {
      const { rev } = one.timeline;
      const known = told.get(rev);
      if (known === null) continue;
      if (known && JSON.stringify(known.timeline) !== JSON.stringify(one.timeline)) told.set(rev, null);
      else if (!known || known.reason === 'restored') told.set(rev, one);
    }
  return new Map([...told].filter((entry): entry is [number, Heard] => entry[1] !== null));
}

function causeOf({ commandId }: Heard, members: readonly Testimony[]): Cause {
  if (commandId === null) return null;
  const by = members.find(({ moves }) => moves.has(commandId));
  return by ? { move: by.moves.get(commandId)!, by: by.memberId } : null;
}

/** S12, S13, S23: what a command or a hold may change, and what not. @returns what is wrong, or null */
export function wrongStep(before: Pick<Heard, 'timeline' | 'hold'>, now: Heard, cause: Cause): string | null {
  const [was, is] = [before.timeline, now.timeline];
  if (now.commandId !== null && cause === null) return 'nobody sent it';
  if (cause && is.by !== cause.by) return `by ${is.by}, and ${cause.by} sent it`;
  if (is.epoch !== was.epoch || is.mediaKey !== was.mediaKey) return 'another title';
  const playing = playingAfter(was, now, cause);
  if (is.playing !== playing) return `playing ${is.playing} instead of ${playing}`;
  const rate = cause?.move.name === 'video-rate' ? cause.move.rate : was.rate;
  if (is.rate !== rate) return `rate ${is.rate} instead of ${rate}`;
  const [position, mayBeOff] = positionAfter(was, is, cause);
  if (Math.abs(is.position - position) > mayBeOff + TINY_S) return `at ${is.position} instead of ${position}`;
  return null;
}

function playingAfter(was: Timeline, now: Heard, cause: Cause): boolean {
  switch (cause?.move.name) {
    // One that has to wait for somebody begins with a hold.
    case 'video-play':
    case undefined:
      return now.hold === null;
    case 'video-pause':
      return false;
    case 'video-seek':
    case 'video-rate':
      return was.playing;
  }
}

/** Where it must stand, and how far from there it may, seconds. */
function positionAfter(was: Timeline, is: Timeline, cause: Cause): [position: number, mayBeOff: number] {
  const there = positionAt(was, is.at);
  switch (cause?.move.name) {
    case 'video-seek':
      return [cause.move.to, 0];
    // Where its sender saw it, if that is near.
    case 'video-pause':
      return [there, was.playing ? SETTLE_MAX_S * Math.max(1, was.rate) : 0];
    case 'video-play':
      return [was.position, 0];
    case 'video-rate':
    case undefined:
      return [there, 0];
  }
}
