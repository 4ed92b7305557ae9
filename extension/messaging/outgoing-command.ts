/**
 * S27, ms: an act counts for so long from when the hand did it. Then the page undoes it and says so, and nobody may carry it
 * out any more.
 */
export const COMMAND_LIFE_MS = 6_000;

/** S3: a person's act on the way from the page to the server. Positions in content seconds. */
export interface OutgoingCommand {
  name: 'video-play' | 'video-pause' | 'video-seek' | 'video-rate';
  commandId: string;
  epoch: number;
  baseRev: number;
  mediaKey: string;
  currentTime: number;
  rate?: number;
  /** Not to be taken once anybody has moved the party. */
  first?: boolean;
}

/** Play and pause answer the same question; a second jump or speed replaces the first. */
const topicOf = ({ name }: OutgoingCommand) => (name === 'video-play' ? 'video-pause' : name);

/** Is the older one of the two not wanted any more? */
export const supersedes = (newer: OutgoingCommand, older: OutgoingCommand): boolean =>
  newer.commandId !== older.commandId && topicOf(newer) === topicOf(older);
