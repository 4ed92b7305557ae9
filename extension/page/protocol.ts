import { cleanText } from '../../shared/protocol/clean-text.ts';
import { POSITION_MAX_S } from '../../shared/protocol/limits.ts';
import {
  BRIDGE_EVENTS,
  BRIDGE_TEXT_MAX_CHARS,
  type BridgeAnswers,
  type BridgeEventName,
  type BridgeOp,
  type PageMetadata,
  type PlayerSnapshot,
} from './vocabulary.ts';

/**
 * The content script's side of the bridge: whatever the page's world says is untrusted input (B2). Checked by hand: the
 * vocabulary is closed and small, and any library of schemas would be larger than the site's whole script. A reader returns
 * `undefined` for nonsense.
 */
type Reader<T> = (raw: unknown) => T | undefined;

/** Offsets of stitched ads make a media clock negative or larger than the film: bounded, not clamped. */
const BOUND_MS = POSITION_MAX_S * 1000;
const SEASON_MAX = 10_000;
const EPISODE_MAX = 100_000;

const number =
  (min: number, max: number): Reader<number> =>
  (raw) =>
    typeof raw === 'number' && raw >= min && raw <= max ? raw : undefined;
const count =
  (max: number): Reader<number> =>
  (raw) =>
    Number.isInteger(raw) ? number(0, max)(raw) : undefined;
const flag: Reader<boolean> = (raw) => (typeof raw === 'boolean' ? raw : undefined);
const text: Reader<string> = (raw) =>
  typeof raw === 'string' && raw.length <= BRIDGE_TEXT_MAX_CHARS ? cleanText(raw) : undefined;
const orNull =
  <T>(read: Reader<T>): Reader<T | null> =>
  (raw) =>
    raw === null ? null : read(raw);

/** Every field must fit; what is not asked for is dropped. `optional`: a field that is not there stays away. */
function record<T>(fields: { [K in keyof T]-?: Reader<T[K]> }, optional = false): Reader<T> {
  return (raw) => {
    if (typeof raw !== 'object' || raw === null) return undefined;
    const found: Partial<T> = {};
    for (const key of Object.keys(fields) as (keyof T & string)[]) {
      const given: unknown = Object.hasOwn(raw, key) ? (raw as Record<string, unknown>)[key] : undefined;
      if (given === undefined && optional) continue;
      const value = fields[key](given);
      if (value === undefined) return undefined;
      found[key] = value;
    }
    return found as T;
  };
}

const ms = number(-BOUND_MS, BOUND_MS);

const snapshot = record<PlayerSnapshot>({
  contentMs: orNull(ms),
  mediaMs: orNull(ms),
  durationMs: orNull(number(0, BOUND_MS)),
  paused: orNull(flag),
  ad: orNull(flag),
  contentId: orNull(text),
  live: flag,
});

const metadata = record<Required<PageMetadata>>(
  { title: text, series: text, season: count(SEASON_MAX), episode: count(EPISODE_MAX) },
  true,
);

export const ANSWERS: { [O in BridgeOp]: Reader<BridgeAnswers[O]> } = {
  probe: flag,
  snapshot: orNull(snapshot),
  play: flag,
  pause: flag,
  seek: flag,
  rate: flag,
  identity: orNull(text),
  metadata: orNull(metadata),
};

/** What arrives on the answer channel: an answer to a request, or something that happened. */
export type PageMessage = { id: number; value: unknown } | { event: BridgeEventName };

export function readPageMessage(raw: unknown): PageMessage | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { id, value, event } = raw as Record<string, unknown>;
  if (Number.isInteger(id) && (id as number) >= 0) return { id: id as number, value };
  const known = BRIDGE_EVENTS.find((name) => name === event);
  return known && { event: known };
}
