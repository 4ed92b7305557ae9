import type { ChatMessage } from '../../shared/party/chat.ts';

export interface Veil {
  /** Content seconds that the scene lies ahead of one's own player. */
  aheadS: number;
  position: number;
}

/** Where one stands, or stood last, in which title of the party. `position`: content seconds. */
export interface Standpoint {
  you: string;
  position: number;
  epoch: number;
}

/** People in step are some ms apart and type after the fact: less than this is the same scene. Seconds. */
export const SAME_SCENE_S = 2;

/** Is a film time of the title that the party watches now? Messages of another say nothing about this one. */
export const sameTitle = (message: ChatMessage, epoch: number): boolean =>
  message.epoch === undefined || message.epoch === epoch;

/** Is the message from a scene that this viewer has not seen? */
export function veilOf(message: ChatMessage, { you, position, epoch }: Standpoint): Veil | null {
  const title = message.epoch ?? epoch;
  if (message.memberId === you || message.position === null || message.removed || title < epoch) return null;
  // After a time offline, words come before the view of the title that they are about: of that one nothing is seen yet.
  const aheadS = message.position - (title > epoch ? 0 : position);
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
