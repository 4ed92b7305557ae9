import type { Content } from '../../shared/party/content.ts';
import { isOtherCut } from '../../shared/party/cut.ts';
import type { Observation } from './controller/types.ts';

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
  return isOtherCut({ duration: own.duration ?? undefined }, party) ? 'other-cut' : 'right';
}
