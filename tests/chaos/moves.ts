import type { Role } from '../../shared/party/party.ts';

/** A command as it was meant: what the party must look like by it. */
export type Move =
  | { name: 'video-play' }
  | { name: 'video-pause' }
  | { name: 'video-seek'; to: number }
  | { name: 'video-rate'; rate: number };

/** One thing that a member does. */
export type Deed =
  | { kind: 'command'; move: Move }
  | { kind: 'chat' }
  /** Its player stalls for a while, and the party holds for it (S23). */
  | { kind: 'stall' }
  /** For the host: gives one of the others a role. */
  | { kind: 'role'; of: number; role: Role };

const RATES = [0.5, 1, 1.25, 2] as const;

/** How often each is done, in all 1. */
const MIX: readonly [share: number, make: (random: () => number, to: number) => Deed][] = [
  [0.3, (_, to) => command({ name: 'video-seek', to })],
  [0.16, () => command({ name: 'video-play' })],
  [0.14, () => command({ name: 'video-pause' })],
  [0.12, (random) => command({ name: 'video-rate', rate: RATES[Math.floor(random() * RATES.length)]! })],
  [0.2, () => ({ kind: 'chat' })],
  [0.04, () => ({ kind: 'stall' })],
  [0.04, (random) => ({ kind: 'role', of: random(), role: random() < 0.5 ? 'co-host' : 'member' })],
];

const command = (move: Move): Deed => ({ kind: 'command', move });

/**
 * What a member does next.
 * @param random seeded: the same seed gives the same deeds, however long each of them takes
 * @param to where it would jump, seconds; each jump of a party has its own place
 */
export function nextDeed(random: () => number, to: number): Deed {
  let left = random();
  for (const [share, make] of MIX) {
    if (left < share) return make(random, to);
    left -= share;
  }
  return command({ name: 'video-seek', to });
}
