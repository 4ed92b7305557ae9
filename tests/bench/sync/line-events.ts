import type { LineEvent } from './network-profiles.ts';
import type { Viewer } from './viewer.ts';

/** Lets a profile's stalls and outages happen on time. @returns stops it, and mends the lines */
export function runLineEvents(events: readonly LineEvent[], viewers: readonly Viewer[]): () => void {
  const timers: NodeJS.Timeout[] = [];
  const later = (ms: number, act: () => void) => timers.push(setTimeout(act, ms));
  for (const { kind, viewer, atMs, forMs } of events) {
    const proxy = viewers[viewer]?.proxy;
    if (!proxy) continue;
    if (kind === 'stall') later(atMs, () => proxy.stall(forMs));
    else {
      later(atMs, () => proxy.offline());
      later(atMs + forMs, () => proxy.online());
    }
  }
  return () => {
    for (const timer of timers) clearTimeout(timer);
    for (const { proxy } of viewers) proxy.online();
  };
}
