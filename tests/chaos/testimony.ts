import type { Hold, Member, Role } from '../../shared/party/party.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import type { Move } from './moves.ts';

export interface Acknowledged {
  commandId: string;
  /** What the acknowledgement says of the party. */
  timeline: Timeline;
}

export type Heard = Pick<TimelineChange, 'commandId' | 'reason' | 'timeline' | 'hold'>;

/** A message that was acknowledged. */
export interface Said {
  messageId: string;
  text: string;
  seq: number;
}

/** What is known of a party: by a member, and by the server. */
export interface Held {
  timeline: Timeline;
  hold: Hold | null;
  members: readonly Pick<Member, 'id' | 'role'>[];
}

/** What one member knows at the end of a round. */
export interface Testimony {
  memberId: string;
  /** Of all rounds, by `commandId`. */
  moves: ReadonlyMap<string, Move>;
  /** In the order of sending, this round's. */
  acknowledged: readonly Acknowledged[];
  /** This round's. */
  heard: readonly Heard[];
  /** In the order of writing, of all rounds. */
  said: readonly Said[];
  held: Held | null;
}

/** Roles as they must be; null where an absence may have passed the host's on (S29). */
export type Roles = ReadonlyMap<string, Role> | null;
