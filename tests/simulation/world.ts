import type { PartySettings } from '../../shared/party/party.ts';
import { type Chance, seeded } from './chance.ts';
import { LINE_A, LINE_B, LINE_C } from './virtual-line.ts';
import { CHROMIUM } from './virtual-player.ts';
import { VirtualServer } from './virtual-server.ts';
import { VirtualTime } from './virtual-time.ts';
import { type ViewerTraits, VirtualViewer } from './virtual-viewer.ts';

/** A party of virtual viewers. */
export class World {
  readonly time = new VirtualTime();
  readonly chance: Chance;
  readonly server: VirtualServer;
  readonly viewers: VirtualViewer[] = [];

  constructor(seed: number, settings: Partial<PartySettings> = {}) {
    this.chance = seeded(seed);
    this.server = new VirtualServer(this.time, settings);
  }

  add(traits: Partial<ViewerTraits> = {}): VirtualViewer {
    const id = `v${this.viewers.length}`;
    const viewer = new VirtualViewer(
      { id, player: CHROMIUM, line: LINE_A, clockPpm: 0, filterMs: 20, retryShare: 0, ...traits },
      this.time,
      this.chance,
      this.server,
    );
    this.viewers.push(viewer);
    viewer.join();
    return viewer;
  }

  /** The bench's party: four Chromium on lines A, B, C and A. */
  addFour(): VirtualViewer[] {
    return [LINE_A, LINE_B, LINE_C, LINE_A].map((line) => this.add({ line }));
  }

  run(ms: number): void {
    this.time.runUntil(this.time.now + ms);
  }

  /** M1 now, ms: distance of the foremost and the hindmost. */
  get skew(): number {
    const positions = this.viewers.map((viewer) => viewer.player.position);
    return (Math.max(...positions) - Math.min(...positions)) * 1000;
  }

  /** Runs on and samples M1 each 20 ms (S7 of the measuring section). */
  sample(ms: number, every = 20): number[] {
    const skews: number[] = [];
    for (let i = 0; i < ms / every; i++) {
      this.run(every);
      skews.push(this.skew);
    }
    return skews;
  }

  /** Runs until `true`, at most `ms`. @returns ms it took, or Infinity */
  until(ms: number, condition: () => boolean, every = 10): number {
    const from = this.time.now;
    while (this.time.now - from < ms) {
      if (condition()) return this.time.now - from;
      this.run(every);
    }
    return condition() ? ms : Number.POSITIVE_INFINITY;
  }

  /** Counters of everybody who is here now, from now on. */
  counts(): () => Record<'play' | 'pause' | 'seek' | 'rate', number>[] {
    const viewers = [...this.viewers];
    const before = viewers.map(({ player }) => ({ ...player.counts }));
    return () =>
      viewers.map(({ player: { counts } }, i) => ({
        play: counts.play - before[i]!.play,
        pause: counts.pause - before[i]!.pause,
        seek: counts.seek - before[i]!.seek,
        rate: counts.rate - before[i]!.rate,
      }));
  }
}

/** A party of four that has been playing for a while. */
export function playing(seed: number, from = 0): World {
  const world = new World(seed);
  world.addFour();
  world.run(3_000);
  world.viewers[from]!.handPlay();
  world.run(10_000);
  return world;
}
