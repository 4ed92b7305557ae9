/**
 * Loaded into a measured process by `--import`, so that the program itself knows nothing of being measured: answers
 * with CPU time and memory when asked. Plain JavaScript: what is measured runs without a loader of TypeScript.
 */
import { readFile } from 'node:fs/promises';

/** CPU time of the main thread alone, microseconds: in /proc its thread id is that of the process. */
async function mainThreadUs() {
  const text = await readFile(`/proc/self/task/${process.pid}/schedstat`, 'utf8').catch(() => '0');
  return Number(text.split(' ')[0]) / 1000;
}

process.on('message', (order) => {
  if (order?.kind !== 'probe') return;
  if (order.collect) globalThis.gc?.();
  void mainThreadUs().then((mainUs) => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    process.send?.({ kind: 'reading', cpuUs: user + system, mainUs, rssBytes: rss, heapBytes: heapUsed });
  });
});
// Listening must not keep a process alive that is done.
process.channel?.unref();
