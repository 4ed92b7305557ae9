/**
 * Loaded into a measured process by `--import`, so that the program itself knows nothing of being measured: answers
 * with CPU time and memory when asked.
 */
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

const isOrder = (message: unknown): message is ProbeOrder => (message as { kind?: unknown } | null)?.kind === 'probe';

/** CPU time of the main thread alone, microseconds: in /proc its thread id is that of the process. */
async function mainThreadUs(): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(`/proc/self/task/${process.pid}/schedstat`, 'utf8').catch(() => '0');
  return Number(text.split(' ')[0]) / 1000;
}

process.on('message', (message: unknown) => {
  if (!isOrder(message)) return;
  if (message.collect) (globalThis as { gc?: () => void }).gc?.();
  void mainThreadUs().then((mainUs) => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    const reading: Reading = { kind: 'reading', cpuUs: user + system, mainUs, rssBytes: rss, heapBytes: heapUsed };
    process.send?.(reading);
  });
});
// Listening must not keep a process alive that is done.
process.channel?.unref();
