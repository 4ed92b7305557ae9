/** What is asked of `probe.mjs` in a measured process. */
export interface ProbeOrder {
  kind: 'probe';
  /** Collect garbage first (needs `--expose-gc`), so that memory is what is held. */
  collect: boolean;
}

export interface Reading {
  kind: 'reading';
  /** User and system time of the process with all its threads, microseconds since its start. */
  cpuUs: number;
  /** The main thread's share of it. */
  mainUs: number;
  rssBytes: number;
  heapBytes: number;
}
