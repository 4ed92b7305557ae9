// Plain JavaScript: a worker thread gets neither tsx nor vitest to translate it.
import { execFile } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { compare, hash } from 'bcryptjs';

/** A1: 2^10 rounds. */
const ROUNDS = 10;

/**
 * Linux lets a thread run only while nobody else wants the core, and takes it away in the moment somebody does. By its nice
 * value alone it would keep the core to the end of its slice, and a party waits so long. Without `chrt` it is that.
 */
function runWhenIdle() {
  if (process.platform !== 'linux') return Promise.resolve();
  const thread = readlinkSync('/proc/thread-self').split('/').at(-1);
  return new Promise((done) => execFile('chrt', ['-i', '-p', '0', thread], () => done()));
}

const work = (task) => (task.kind === 'hash' ? hash(task.password, ROUNDS) : compare(task.password, task.passwordHash));

export default workerData?.quiet === true ? runWhenIdle().then(() => work) : work;
