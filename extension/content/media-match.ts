import type { Content } from '../../shared/party/content.ts';
import type { Observation } from './controller/types.ts';

/** S25: two cuts of one title differ in length by more than this, seconds. */
const CUT_TOLERANCE_S = 1;

export interface OwnMedia {
  siteId: string;
  mediaKey: string | null;
  /** Content seconds; null: live or not known yet. */
  duration: number | null;
}

/** Is what this page plays what the party watches? */
export function matchMedia(own: OwnMedia | null, party: Content | null): Observation['media'] {
  if (!own || own.mediaKey === null) return 'none';
  if (!party || own.siteId !== party.siteId || own.mediaKey !== party.mediaKey) return 'other-title';
  if (own.duration === null || party.duration === undefined) return 'right';
  return Math.abs(own.duration - party.duration) > CUT_TOLERANCE_S ? 'other-cut' : 'right';
}
