import type { ClockEstimate } from '../../shared/playback/party-clock.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import { COMMAND_LIFE_MS, type OutgoingCommand } from '../messaging/outgoing-command.ts';

/** A last question needs time for its answer: it must be back before the page undoes the act (S27). */
export const ASKED_FOR_MS = COMMAND_LIFE_MS - 1_000;

export interface Waiting {
  command: OutgoingCommand;
  /** When the hand did it, monotonic ms. */
  since: number;
}

export type Fate = { kind: 'send' } | { kind: 'drop'; code: ErrorCode };

/**
 * Is a command that was not acknowledged still wanted? The server applies a `commandId` once, so sending again is safe;
 * what has to be decided is whether its moment has passed.
 * @param timeline the newest that we know, e.g. after a reconnect
 * @param you own member id
 */
export function fateOf(waiting: Waiting, timeline: Timeline | null, you: string, now: number): Fate {
  if (now - waiting.since > ASKED_FOR_MS) return { kind: 'drop', code: 'timeout' };
  if (!timeline) return { kind: 'send' };
  if (timeline.epoch > waiting.command.epoch) return { kind: 'drop', code: 'stale-epoch' };
  const othersActed = timeline.rev > waiting.command.baseRev && timeline.by !== you && timeline.by !== '';
  return othersActed && now - waiting.since > SECOND_THOUGHT_MS ? { kind: 'drop', code: 'conflict' } : { kind: 'send' };
}

/** Two people who click at once both count; after a break of this length the one who got through has the word. */
const SECOND_THOUGHT_MS = 2_000;

/**
 * S27: what a line that hangs brings the server later than this is not to be carried out, for the page has undone it. The
 * bound of the clock is taken off: never after the page's own moment, and an answer so late would come after it anyway.
 * @param since when the hand did it, by the clock that the estimate is for, ms
 * @param lifeMs after which it is given up
 * @returns `until` of a command (party clock, ms); nothing while the party's clock is not known
 */
export const deadline = (
  since: number,
  { offset, boundMs }: Pick<ClockEstimate, 'offset' | 'boundMs'>,
  lifeMs = COMMAND_LIFE_MS,
): { until?: number } => (offset === null ? {} : { until: Math.floor(since + lifeMs + offset - boundMs) });
