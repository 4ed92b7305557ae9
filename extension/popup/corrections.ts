import type { Deeds } from '../messaging/deeds.ts';

/** One correction of this viewer: what was done to the player to bring it back to the party. */
export interface Correction {
  did: 'rate' | 'seek' | 'wait';
  /** How long ago it began, ms. */
  agoMs: number;
  /** How far behind the party it found the player, ms; negative: ahead; null: not known. */
  offMs: number | null;
  /** How long it took, ms; null while it goes on. */
  tookMs: number | null;
  /** The furthest share of the party's rate, for `rate`; else 1. */
  rate: number;
  /** In the controller's words. */
  why: string;
}

/** Further from 1 than any player rounds. */
const STEERED = 0.0005;
/** Jumps and stops that answer a distance, not what somebody did (controller/seek, run, start, still). */
const JUMPS = ['put-right', 'seek-to-party', 'seek-to-start', 'still-slipped'];
const WAITS = ['too-early', 'landed-early'];

/** What a runner's notes come to, newest first: writes that belong together are one correction. */
export function correctionsOf({ now, deeds }: Deeds): Correction[] {
  const made: Correction[] = [];
  let open: (Correction & { at: number }) | null = null;
  const close = (at: number) => {
    if (open) open.tookMs = at - open.at;
    open = null;
  };
  for (const { at, kind, rate = 1, base = 1, off, reason, tookMs = null } of deeds) {
    const why = reason.split(': ').at(-1) ?? reason;
    const begin = (did: Correction['did'], took: number | null = null) => {
      const begun = { did, agoMs: now - at, offMs: off === null ? null : off * 1000, tookMs: took, rate: 1, why, at };
      made.push(begun);
      return begun;
    };
    const share = rate / base;
    if (kind === 'rate' && Math.abs(share - 1) > STEERED) {
      if (open?.did !== 'rate') {
        close(at);
        open = begin('rate');
      }
      if (Math.abs(share - 1) > Math.abs(open.rate - 1)) open.rate = share;
      continue;
    }
    // A player that stands is given the party's rate too: that does not end its waiting.
    if (kind === 'rate' && open?.did === 'wait') continue;
    close(at);
    if (kind === 'seek' && JUMPS.includes(why)) begin('seek', tookMs);
    if (kind === 'pause' && WAITS.includes(why)) open = begin('wait');
  }
  return made.reverse();
}

/** One line of the report: figures and the controller's words, nothing of the film or of people. */
export function reportLine({ did, agoMs, offMs, tookMs, rate, why }: Correction): string {
  const off = offMs === null ? 'off unknown' : `${Math.round(offMs)} ms behind`;
  const took = tookMs === null ? 'going on' : `${Math.round(tookMs)} ms`;
  return `${Math.round(agoMs / 1000)} s ago: ${off}, ${did}${did === 'rate' ? ` ${rate.toFixed(4)}` : ''}, ${took} (${why})`;
}
