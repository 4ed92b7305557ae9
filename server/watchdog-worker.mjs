// Plain JavaScript: a worker thread gets neither tsx nor vitest to translate it.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const { beats, everyMs, missed } = workerData;

let last = Atomics.load(beats, 0);
let stood = 0;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  // Looks are counted, not time: a machine that sleeps stops both threads, and the first look after it may come before a beat.
  stood = now === last ? stood + 1 : 0;
  last = now;
  if (stood < missed) return;
  try {
    // By the descriptor: what a thread prints goes through the one that hangs.
    writeSync(2, `WatchParty has done nothing for ${(stood * everyMs) / 1000} s: it ends, to be started anew\n`);
  } catch {
    // A log that nobody reads any more may be the very thing it hangs in.
  }
  stood = 0; // Process 1 of a container stays: it is said again.
  process.kill(process.pid, 'SIGKILL');
}, everyMs);
