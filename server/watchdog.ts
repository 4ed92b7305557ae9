import { Worker } from 'node:worker_threads';

/** Twenty seconds: no work of ours takes one, and a machine that swaps is given some. */
const LOOK = { everyMs: 4_000, missed: 5 } as const;

/**
 * Ends this process by SIGKILL if its event loop stands still: it holds everybody's lines and answers nobody, a load balancer
 * sends newcomers to it for it has so few, and no supervisor of `deploy/` sees that. What was acknowledged is kept (R1), as in
 * any crash. For who has a supervisor; process 1 of a container can't be ended so (`init: true` in the compose file).
 * @param look ms between two looks, and after how many without a sign of life
 */
export function watchOverLoop(look: { everyMs: number; missed: number } = LOOK): void {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(beats, 0, 1), look.everyMs / 2).unref();
  // Without it the server is as good as servers were before.
  const without = (error: Error) => process.stderr.write(`no watchdog: ${error.message}\n`);
  try {
    const worker = new Worker(new URL('./watchdog-worker.mjs', import.meta.url), {
      workerData: { beats, ...look },
      // Nothing of what is loaded into the server (tsx, NODE_OPTIONS) is of use in there.
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 32 },
    });
    worker.unref();
    worker.once('error', without);
  } catch (error) {
    without(error as Error);
  }
}
