import type { ChatMessage } from '../../shared/party/chat.ts';

/** Something that happened, noted between two messages. */
export interface Line {
  id: number;
  afterSeq: number;
  text: string;
  /** Where the film went: the next such line takes the place of this one if nobody spoke in between. */
  playback: boolean;
}

export interface Veil {
  /** Content seconds that the scene lies ahead of one's own player. */
  aheadS: number;
  position: number;
}

/** Where one stands in which title of the party. `position`: content seconds, null: unknown. */
export interface Standpoint {
  you: string;
  position: number | null;
  epoch: number;
}

/** People in step are some ms apart and type after the fact: less than this is the same scene. Seconds. */
export const SAME_SCENE_S = 2;

/** Is a film time of the title that the party watches now? Messages of another say nothing about this one. */
export const sameTitle = (message: ChatMessage, epoch: number): boolean =>
  message.epoch === undefined || message.epoch === epoch;

/** Is the message from a scene that this viewer has not seen? While the own position is unknown nothing is veiled. */
export function veilOf(message: ChatMessage, { you, position, epoch }: Standpoint): Veil | null {
  if (message.memberId === you || message.position === null || position === null) return null;
  if (message.removed || !sameTitle(message, epoch)) return null;
  const aheadS = message.position - position;
  return aheadS > SAME_SCENE_S ? { aheadS, position: message.position } : null;
}

export const isNews = (message: ChatMessage, you: string): boolean =>
  message.memberId !== you && !message.removes && !message.removed;

/** Messages of others that were not there before. */
export function freshMessages(
  before: readonly ChatMessage[],
  after: readonly ChatMessage[],
  you: string,
): ChatMessage[] {
  const newest = before.at(-1)?.seq ?? 0;
  return after.filter((message) => message.seq > newest && isNews(message, you));
}
