import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';

/** Waiting logins before new ones are sent away: at some 70 ms each that is 10 s of work. */
const QUEUE_MAX = 150;

/**
 * How far the hashing stands back (nice values). At 5 it takes a fourth of a core that a party needs, in slices of
 * milliseconds; at 10 a tenth. At 19 it would take a sixtieth, and a busy server let nobody in any more.
 */
const NICE = 10;

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

/** A1: hashes in worker threads of lower priority, so that sign-ins never delay a party. */
export function passwordPool(): Passwords {
  const pool = new Piscina<unknown, unknown>({
    filename: new URL('./hash-worker.mjs', import.meta.url).href,
    // The loaders of tsx and vitest are of no use in there, and take half a second to start.
    execArgv: [],
    minThreads: 0,
    maxThreads: Math.max(1, Math.min(4, availableParallelism() - 1)),
    maxQueue: QUEUE_MAX,
    idleTimeout: 30_000,
    niceIncrement: NICE,
  });
  const run = async (task: object) => {
    // Piscina refuses with a plain Error; asking first keeps the two kinds of failure apart.
    if (pool.queueSize >= QUEUE_MAX) throw new PasswordsBusy();
    return pool.run(task);
  };
  return {
    hash: async (password) => (await run({ kind: 'hash', password })) as string,
    async matches(password, passwordHash) {
      const same = await run({ kind: 'compare', password, passwordHash: passwordHash ?? NOBODYS_HASH });
      return same === true && passwordHash !== null;
    },
    close: () => pool.destroy(),
  };
}
