import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ApiName } from '../shared/protocol/api.ts';
import type { ErrorCode } from '../shared/protocol/errors.ts';
import type { RequestName } from '../shared/protocol/events.ts';

/** How often the event loop is looked at; its own share is taken off what is told. */
const LOOP_RESOLUTION_MS = 20;
const NS_PER_S = 1e9;

/** From what nobody notices to what everybody does, seconds. */
const RELAY_BUCKETS_S = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
/** Up to the longest wait that a database or Redis is granted. */
const BACKEND_BUCKETS_S = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

type Outcome = 'ok' | ErrorCode;

/** What this node's sockets hold at this moment. */
export interface Census {
  parties: number;
  members: number;
  sockets: number;
}

/**
 * Counts and times of one node, nothing that tells people, parties or films apart: every label is a word of ours. Each
 * app has its own, so that several can run in one process.
 */
export interface Metrics {
  /** A socket event was answered. @param name `unknown` if the contract has no such event */
  event(name: RequestName | 'unknown', outcome: Outcome): void;
  /** A row of the REST contract was answered. */
  call(name: ApiName, outcome: Outcome): void;
  /** From a command's receipt to its broadcast, ms. */
  relayed(ms: number): void;
  /** @returns told when this method of a store or the live state answered or failed, and how long it took, ms */
  backend(part: string, method: string): (failed: boolean, ms: number) => void;
  /** Prometheus text, as of now. */
  text(): Promise<string>;
  contentType: string;
  close(): void;
}

export function makeMetrics(census: () => Census): Metrics {
  const registers = [new Registry()];
  const registry = registers[0] as Registry;
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('watchparty_parties', 'Parties with a member connected to this node', () => census().parties);
  gauge('watchparty_members_connected', 'Members in a party, connected to this node', () => census().members);
  gauge('watchparty_sockets', 'Sockets of this node, in a party or not', () => census().sockets);
  gauge('watchparty_process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
  gauge('watchparty_process_cpu_seconds', 'CPU time of the process since its start', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  const loop = eventLoopLag(registers);
  const events = countedLate(registers);
  const calls = new Counter({
    name: 'watchparty_api_calls_total',
    help: 'REST calls answered, by name and outcome',
    labelNames: ['name', 'outcome'],
    registers,
  });
  const relay = new Histogram({
    name: 'watchparty_relay_seconds',
    help: 'From the receipt of a playback command to its broadcast',
    buckets: RELAY_BUCKETS_S,
    registers,
  });
  const backend = new Histogram({
    name: 'watchparty_backend_seconds',
    help: 'What the store and the live state took to answer',
    labelNames: ['part', 'method', 'outcome'],
    buckets: BACKEND_BUCKETS_S,
    registers,
  });
  return {
    event: events,
    call: (name, outcome) => calls.inc({ name, outcome }),
    relayed: (ms) => relay.observe(ms / 1000),
    backend(part, method) {
      const ok = backend.labels({ part, method, outcome: 'ok' });
      let bad: typeof ok | null = null;
      return (failed, ms) => {
        if (!failed) return ok.observe(ms / 1000);
        bad ??= backend.labels({ part, method, outcome: 'failed' });
        bad.observe(ms / 1000);
      };
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close: loop.stop,
  };
}

/** Socket events by name and outcome. Counted in plain numbers: finding a counter by its labels costs more than counting. */
function countedLate(registers: Registry[]): Metrics['event'] {
  const counts = new Map<string, Map<string, number>>();
  new Counter({
    name: 'watchparty_commands_total',
    help: 'Socket events answered, by name and outcome',
    labelNames: ['name', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const [name, outcomes] of counts) for (const [outcome, n] of outcomes) this.inc({ name, outcome }, n);
    },
  });
  return (name, outcome) => {
    let outcomes = counts.get(name);
    if (!outcomes) {
      outcomes = new Map();
      counts.set(name, outcomes);
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  };
}

/** How late timers fire: p50, p99 and the worst since the metrics were last read. */
function eventLoopLag(registers: Registry[]): { stop(): void } {
  const delays = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  delays.enable();
  const lagS = (ns: number) => (Number.isFinite(ns) ? Math.max(0, ns / NS_PER_S - LOOP_RESOLUTION_MS / 1000) : 0);
  new Gauge({
    name: 'watchparty_event_loop_lag_seconds',
    help: 'How late the event loop was since the last reading',
    labelNames: ['quantile'],
    registers,
    collect() {
      this.set({ quantile: '0.5' }, lagS(delays.percentile(50)));
      this.set({ quantile: '0.99' }, lagS(delays.percentile(99)));
      this.set({ quantile: '1' }, lagS(delays.max));
      delays.reset();
    },
  });
  return { stop: () => void delays.disable() };
}
