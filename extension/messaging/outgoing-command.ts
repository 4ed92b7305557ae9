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
