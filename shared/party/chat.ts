import { cleanText } from '../protocol/clean-text.ts';
import {
  CHAT_HISTORY_KEPT,
  CHAT_MAX_CHARS,
  EMOJI_MAX_CHARS,
  MENTIONS_MAX,
  NAME_MAX_CHARS,
  POSITION_MAX_S,
} from '../protocol/limits.ts';
import { id, line } from '../protocol/text.ts';
import { z } from '../protocol/zod.ts';

const seq = z.number().int().positive();
const epoch = z.number().int().nonnegative();

/** One entry of a party's log: somebody's words, or the deed of taking words away (`removes`). */
export const chatMessageSchema = z.object({
  /** S30: one sequence a party, without gaps. */
  seq,
  /** Chosen by the sender: a retry is not a second message. */
  messageId: id,
  memberId: id,
  /** Name when it was written: it stays right after the member left. */
  name: line(NAME_MAX_CHARS),
  text: line(CHAT_MAX_CHARS),
  /** Wall clock of the server, ms since the epoch. */
  sentAt: z.number(),
  /** Content seconds of the party when it was written: for the veil over scenes not seen yet. */
  position: z.number().min(0).nullable(),
  /** Which title `position` belongs to: the timeline's epoch. */
  epoch: epoch.optional(),
  replyTo: seq.optional(),
  mentions: z.array(id).max(MENTIONS_MAX).optional(),
  /** The words are gone: who took them away. */
  removed: z.enum(['author', 'moderator', 'account']).optional(),
  /**
   * This entry is no message: whoever holds these messages takes their words away. In the log, so that it reaches each
   * screen exactly as surely as the words did (S30).
   */
  removes: z
    .array(seq)
    .max(2 * CHAT_HISTORY_KEPT)
    .optional(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** A reaction as it is kept, for who comes to the scene later. */
export const keptReactionSchema = z.object({
  memberId: id,
  emoji: z.string().min(1).max(EMOJI_MAX_CHARS),
  position: z.number().min(0).max(POSITION_MAX_S),
});
export type KeptReaction = z.infer<typeof keptReactionSchema>;

const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u;

/** One emoji as people send it: cleaned, and a picture. What else fits into so few letters would be a chat without rules. */
export const emojiSchema = z
  .string()
  .max(EMOJI_MAX_CHARS)
  .transform(cleanText)
  .refine((text) => PICTURE.test(text) && !/\p{L}|\s/u.test(text));
