import { clampPosition, positionAt, type Timeline } from '../../../shared/playback/timeline.ts';
import type { FollowTurn, Turn } from './state.ts';

/** Small questions that several rules ask. Seconds and party-clock ms, as in the timeline. */

/** S15: positive = behind. */
export const errorOf = ({ timeline, partyNow, o }: FollowTurn): number => positionAt(timeline, partyNow) - o.position;

/** Party-clock ms at which the timeline is at `position`. Only while playing. */
export const timeAt = (timeline: Timeline, position: number): number =>
  timeline.at + ((position - timeline.position) / timeline.rate) * 1000;

/** Page time of a party-clock time. */
export const pageTime = ({ now, partyNow }: FollowTurn, at: number): number => now + (at - partyNow);

export const inFilm = (turn: Turn, seconds: number): number => clampPosition(seconds, turn.o.duration);

export const wake = (turn: Turn, at: number): void => {
  turn.effects.push({ kind: 'wake', at });
};

/** The end of the film is a place to stand, whatever the timeline says beyond it. */
export function atEnd({ o, timeline, partyNow }: FollowTurn): boolean {
  if (o.duration === null) return false;
  const over = positionAt(timeline, partyNow) > o.duration - 0.5;
  return over && (o.ended || o.position > o.duration - 0.5);
}
