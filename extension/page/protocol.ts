import * as v from 'valibot';
import { cleanText } from '../../shared/protocol/clean-text.ts';
import { POSITION_MAX_S } from '../../shared/protocol/limits.ts';
import {
  BRIDGE_EVENTS,
  BRIDGE_TEXT_MAX_CHARS,
  type BridgeAnswers,
  type BridgeOp,
  type PageMetadata,
  type PlayerSnapshot,
} from './vocabulary.ts';

/**
 * The content script's side of the bridge: whatever the page's world says is untrusted input (B2). Checked with valibot:
 * zod, which checks everything else, would be a third of the script that runs in pages.
 */

/** Offsets of stitched ads make a media clock negative or larger than the film: bounded, not clamped. */
const BOUND_MS = POSITION_MAX_S * 1000;
const ms = v.pipe(v.number(), v.minValue(-BOUND_MS), v.maxValue(BOUND_MS));
const text = v.pipe(v.string(), v.maxLength(BRIDGE_TEXT_MAX_CHARS), v.transform(cleanText));
const count = (max: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max)));

const snapshot = v.object({
  contentMs: v.nullable(ms),
  mediaMs: v.nullable(ms),
  durationMs: v.nullable(v.pipe(ms, v.minValue(0))),
  paused: v.nullable(v.boolean()),
  ad: v.nullable(v.boolean()),
  contentId: v.nullable(text),
  live: v.boolean(),
}) satisfies v.GenericSchema<unknown, PlayerSnapshot>;

const metadata = v.object({
  title: v.optional(text),
  series: v.optional(text),
  season: count(10_000),
  episode: count(100_000),
}) satisfies v.GenericSchema<unknown, PageMetadata>;

const done = v.boolean();

export const ANSWERS = {
  probe: done,
  snapshot: v.nullable(snapshot),
  play: done,
  pause: done,
  seek: done,
  rate: done,
  identity: v.nullable(text),
  metadata: v.nullable(metadata),
} satisfies { [O in BridgeOp]: v.GenericSchema<unknown, BridgeAnswers[O]> };

/** What arrives on the answer channel: an answer to a request, or something that happened. */
export const messageSchema = v.union([
  v.object({ id: v.pipe(v.number(), v.integer(), v.minValue(0)), value: v.unknown() }),
  v.object({ event: v.picklist(BRIDGE_EVENTS) }),
]);
