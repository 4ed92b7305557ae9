import type { Player } from './adapter.ts';

/**
 * Length by the site's own player alone, seconds; null while it does not say. For sites whose element shows the length of a
 * piece: a wrong one makes everybody's film another cut (S25).
 */
export function toldDuration({ bridge }: Player): number | null {
  const told = bridge?.snapshot()?.durationMs;
  return told ? told / 1000 : null;
}
