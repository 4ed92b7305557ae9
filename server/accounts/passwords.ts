import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';

/** Waiting logins before new ones are sent away: at some 70 ms each that is 10 s of work. */
const QUEUE_MAX = 150;

/** How far the late lane stands back (nice value): a tenth of a core is its own however busy the machine is. */
const NICE = 10;

/** Who has waited so long for an idle core gets a share of a busy one: somebody is standing at the door. */
const PATIENCE_MS = 2_000;

/** Too many sign-ins at once: callers hear `unavailable` and may try again. */
export class PasswordsBusy extends Error {
  override name = 'PasswordsBusy';
}

export interface Passwords {
  /** @returns bcrypt hash, 10 rounds. @throws PasswordsBusy */
  hash(password: string): Promise<string>;
  /**
   * A3: takes the same time whether there is a hash or not.
   * @param passwordHash null for an unknown account: the answer is false then
   * @throws PasswordsBusy
   */
  matches(password: string, passwordHash: string | null): Promise<boolean>;
  close(): Promise<void>;
}

/** bcrypt hash of a random password nobody kept, with the rounds of the real ones. */
const NOBODYS_HASH = '$2b$10$Mm4EdIuSPovBSnJbHgoEVOaB3FbnITnDJSXH/LVNogQVRo3bRfarW';

type Task = { kind: 'hash'; password: string } | { kind: 'compare'; password: string; passwordHash: string };

interface Job {
  task: Task;
  since: number;
  done(answer: unknown): void;
  failed(error: unknown): void;
}

function pool(maxThreads: number, quiet: boolean): Piscina<unknown, unknown> {
  return new Piscina<unknown, unknown>({
    filename: new URL('./hash-worker.mjs', import.meta.url).href,
    // The loaders of tsx and vitest are of no use in there, and take half a second to start.
    execArgv: [],
    // A thread gets into the idle class by a program, and to start one forks all of this process: 30 ms at 400 MB, in which
    // nobody in it gets memory. So such a thread stays once it is there.
    minThreads: 0,
    maxThreads,
    idleTimeout: quiet ? Number.POSITIVE_INFINITY : 30_000,
    niceIncrement: NICE,
    workerData: { quiet },
  });
}

/**
 * A1: hashes in worker threads that take only what the parties leave of the machine, so that sign-ins never delay one.
 * Where nothing is left, a second lane of one thread serves who waited too long.
 * @param patienceMs until then
 */
export function passwordPool(patienceMs = PATIENCE_MS): Passwords {
  const quiet = { pool: pool(Math.max(1, Math.min(4, availableParallelism() - 1)), true), free: 0 };
  quiet.free = quiet.pool.options.maxThreads;
  const late = { pool: pool(1, false), free: 1 };
  const waiting: Job[] = [];
  /** Begun in the quiet lane and not done there in time: who is first of both lanes answers. */
  const stranded: Job[] = [];
  let timer: NodeJS.Timeout | null = null;

  // Not called off when it takes too long: a thread that is ended is one to be started.
  const quietly = (job: Job): Promise<void> => {
    const patience = setTimeout(() => {
      stranded.push(job);
      next();
    }, patienceMs).unref();
    return quiet.pool
      .run(job.task)
      .then(job.done, job.failed)
      .finally(() => {
        clearTimeout(patience);
        if (stranded.includes(job)) stranded.splice(stranded.indexOf(job), 1);
      });
  };
  const lately = (job: Job): Promise<void> => late.pool.run(job.task).then(job.done, job.failed);
  const start = (lane: { free: number }, work: Promise<void>) => {
    lane.free -= 1;
    void work.then(() => {
      lane.free += 1;
      next();
    });
  };
  const next = (): void => {
    while (quiet.free > 0 && waiting.length > 0) start(quiet, quietly(waiting.shift() as Job));
    const oldest = waiting[0];
    const leftMs = oldest ? oldest.since + patienceMs - performance.now() : Number.POSITIVE_INFINITY;
    const overdue = stranded.shift() ?? (late.free > 0 && leftMs <= 0 ? waiting.shift() : undefined);
    if (overdue && late.free > 0) start(late, lately(overdue));
    else if (overdue) stranded.unshift(overdue);
    if (timer || leftMs <= 0 || leftMs === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(() => {
      timer = null;
      next();
    }, leftMs).unref();
  };
  const run = (task: Task): Promise<unknown> => {
    if (waiting.length + stranded.length >= QUEUE_MAX) return Promise.reject(new PasswordsBusy());
    return new Promise((done, failed) => {
      waiting.push({ task, since: performance.now(), done, failed });
      next();
    });
  };

  return {
    hash: async (password) => (await run({ kind: 'hash', password })) as string,
    async matches(password, passwordHash) {
      const same = await run({ kind: 'compare', password, passwordHash: passwordHash ?? NOBODYS_HASH });
      return same === true && passwordHash !== null;
    },
    async close() {
      if (timer) clearTimeout(timer);
      await Promise.all([quiet.pool.destroy(), late.pool.destroy()]);
    },
  };
}
