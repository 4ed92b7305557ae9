import type { Link } from '../../support/delay-proxy.ts';

/** The network profiles of sync.md section 7. Round trips are two ways, so jitter of a round trip is halved per way. */
export const PROFILE_NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'mix'] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

const roundTrip = (rttMs: number, jitterMs: number, spikes: Partial<Link> = {}): Link => ({
  upMs: rttMs / 2,
  downMs: rttMs / 2,
  jitterMs: jitterMs / 2,
  ...spikes,
});

const A = roundTrip(20, 5);
const B = roundTrip(80, 20);
const C = roundTrip(200, 50, { spikeChance: 0.02, spikeMs: 250 });
const D: Link = { upMs: 60, downMs: 140, jitterMs: 5 };
/** The counterpart of D: as long, but even. Viewers that were all asymmetric alike would agree with each other. */
const D_EVEN: Link = { upMs: 100, downMs: 100, jitterMs: 5 };

/** An event on the line of a viewer, ms from when the party is steady. */
export interface LineEvent {
  kind: 'stall' | 'offline';
  viewer: number;
  atMs: number;
  forMs: number;
}

export interface NetworkProfile {
  name: ProfileName;
  words: string;
  link(viewer: number): Link;
  events(viewers: number, seconds: number): LineEvent[];
}

const none = () => [];

/** E: each line hangs for 1 s once in 30 s, one after the other. */
function stalls(viewers: number, seconds: number): LineEvent[] {
  const events: LineEvent[] = [];
  for (let viewer = 0; viewer < viewers; viewer++)
    for (let at = 3_000 + viewer * 6_000; at < seconds * 1_000; at += 30_000)
      events.push({ kind: 'stall', viewer, atMs: at, forMs: 1_000 });
  return events;
}

/** F: the last viewer has no network for 30 s, however long it is measured after that. */
const outage = (viewers: number): LineEvent[] => [{ kind: 'offline', viewer: viewers - 1, atMs: 1_000, forMs: 30_000 }];

/** How long a profile's viewers are offline before the measured time begins, ms; 0: nobody is. */
export const outageMs = (events: readonly LineEvent[]): number =>
  Math.max(0, ...events.map(({ kind, atMs, forMs }) => (kind === 'offline' ? atMs + forMs : 0)));

export const PROFILES: Record<ProfileName, NetworkProfile> = {
  A: { name: 'A', words: 'RTT 20±5 ms', link: () => A, events: none },
  B: { name: 'B', words: 'RTT 80±20 ms', link: () => B, events: none },
  C: { name: 'C', words: 'RTT 200±50 ms, 2 % spikes of 250 ms', link: () => C, events: none },
  D: {
    name: 'D',
    words: 'every second viewer 60 up / 140 down, the others 100 / 100 ms',
    link: (viewer) => (viewer % 2 === 1 ? D : D_EVEN),
    events: none,
  },
  E: { name: 'E', words: 'RTT 80±20 ms, each line hangs 1 s in 30 s', link: () => B, events: stalls },
  F: { name: 'F', words: 'RTT 80±20 ms, the last viewer offline 30 s', link: () => B, events: outage },
  mix: { name: 'mix', words: 'viewers on A, B, C in turn', link: (viewer) => [A, B, C][viewer % 3]!, events: none },
};

/** S8: the hard bound of a round-trip clock on this line, ms: half of the quickest possible round trip. */
export const clockBoundMs = (link: Link): number => (link.upMs + link.downMs - 2 * link.jitterMs) / 2;

/** What the lines alone put between two viewers' clocks, ms: half of the one-way difference, largest pair. */
export function asymmetryMs(links: readonly Link[]): number {
  const errors = links.map((link) => (link.downMs - link.upMs) / 2);
  return Math.max(...errors) - Math.min(...errors);
}

/** A line whose clock reads `ms` wrong, whatever the filter does: the way up takes twice that longer. */
export const withClockError = (link: Link, ms: number): Link => ({ ...link, upMs: link.upMs + 2 * ms });
