import { Buckets, type Rate } from './buckets.ts';

/** P4, P5: limits that a user has, whatever sockets and nodes they come by. */
export interface UserLimits {
  /**
   * Takes one token of a user's bucket.
   * @param kind buckets of one user by kind
   * @param now any monotonic clock of this node, ms
   * @returns 0, or the milliseconds until there is one again; at once where this node counts alone
   */
  take(userId: string, kind: string, rate: Rate, now: number): number | Promise<number>;
  /** As `take`, without taking. */
  peek(userId: string, kind: string, rate: Rate, now: number): number | Promise<number>;
}

/** Buckets full again after this are forgotten: the slowest of them fills in 100 s. */
const UNUSED_MS = 600_000;
const SWEEP_EVERY_TAKES = 1_000;

/** For a single node, and for one whose Redis is away. */
export function limitsOfThisNode(): UserLimits {
  const buckets = new Buckets();
  let takes = 0;
  return {
    take(userId, kind, rate, now) {
      if (++takes % SWEEP_EVERY_TAKES === 0) buckets.sweep(now, UNUSED_MS);
      return buckets.take(`${kind}:${userId}`, rate, now);
    },
    peek: (userId, kind, rate, now) => buckets.peek(`${kind}:${userId}`, rate, now),
  };
}
