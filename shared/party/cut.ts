import type { Content } from './content.ts';

/** Two tellings of one length, s: this far apart is rounding, more is another cut (S25). */
const CUT_TOLERANCE_S = 1;

type Length = Pick<Content, 'duration'>;

/** Are both lengths known, and too far apart to be of one cut? */
export const isOtherCut = (one: Length | null, other: Length | null): boolean =>
  one?.duration !== undefined &&
  other?.duration !== undefined &&
  Math.abs(one.duration - other.duration) > CUT_TOLERANCE_S;
