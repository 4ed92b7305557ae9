/**
 * All that the isolated content script and the page's own world may say to each other. Names, numbers and short strings:
 * nothing of the party ever crosses (decision 2). Both worlds import this file; it holds no zod, to keep the page's
 * bundle small. The schemas for what comes from the page are in `protocol.ts`.
 */

/** Raise when an answer changes its meaning; a content script does not speak with a page script of another version. */
export const BRIDGE_VERSION = 1;

const BRIDGE_OPS = ['probe', 'snapshot', 'play', 'pause', 'seek', 'rate', 'identity', 'metadata'] as const;
export type BridgeOp = (typeof BRIDGE_OPS)[number];

export const BRIDGE_EVENTS = ['state', 'ad', 'contentChanged'] as const;
export type BridgeEventName = (typeof BRIDGE_EVENTS)[number];

/** Longest message either side reads, in UTF-16 units: the largest honest one is a metadata answer below 2,000. */
export const BRIDGE_MESSAGE_MAX_CHARS = 4_096;
export const BRIDGE_TEXT_MAX_CHARS = 300;

/** First word of a content script to a page script: `{ version, nonce }`. */
export const HELLO_EVENT = 'wp:hello';
/** A page script that starts asks an older one in the same document to end. */
export const RETIRE_EVENT = 'wp:retire';
/** The nonce keeps instances apart; it proves nothing, the page reads it too. */
export const requestEvent = (nonce: string): string => `wp:${nonce}:ask`;
export const answerEvent = (nonce: string): string => `wp:${nonce}:say`;
const NONCE_FORMAT = /^[0-9a-f]{16,64}$/;

/** One reading of the site's player, all from the same moment. Null: the site does not say. */
export interface PlayerSnapshot {
  /** Where the story stands, ms of content. */
  contentMs: number | null;
  /** The site's own reading of the element's clock, ms: `mediaMs - contentMs` is the offset of stitched ads. */
  mediaMs: number | null;
  durationMs: number | null;
  paused: boolean | null;
  ad: boolean | null;
  contentId: string | null;
  live: boolean;
}

export interface PageMetadata {
  title?: string;
  series?: string;
  season?: number;
  episode?: number;
}

/** A request. `value` belongs to `seek` (content ms) and `rate`. */
export interface BridgeRequest {
  id: number;
  op: BridgeOp;
  value?: number;
}

/** What each request is answered with; `play` ... `rate` say whether the player was there to take it. */
export interface BridgeAnswers {
  probe: boolean;
  snapshot: PlayerSnapshot | null;
  play: boolean;
  pause: boolean;
  seek: boolean;
  rate: boolean;
  identity: string | null;
  metadata: PageMetadata | null;
}

const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1e12;

/** Read a request on the page's side. Hand-written: any page script may send one. */
export function readRequest(raw: unknown): BridgeRequest | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { id, op, value } = raw as Record<string, unknown>;
  const known = BRIDGE_OPS.find((name) => name === op);
  if (!isCount(id) || known === undefined) return null;
  if (known !== 'seek' && known !== 'rate') return { id, op: known };
  return isCount(value) ? { id, op: known, value } : null;
}

/** Read a hello on the page's side. */
export function readHello(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { version, nonce } = raw as Record<string, unknown>;
  return version === BRIDGE_VERSION && typeof nonce === 'string' && NONCE_FORMAT.test(nonce) ? nonce : null;
}
