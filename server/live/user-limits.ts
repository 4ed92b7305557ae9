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

/** For a single node, and for one whose Redis is away. */
export function limitsOfThisNode(): UserLimits {
  const buckets = new Buckets();
  return {
    take: (userId, kind, rate, now) => buckets.take(`${kind}:${userId}`, rate, now),
    peek: (userId, kind, rate, now) => buckets.peek(`${kind}:${userId}`, rate, now),
  };
}
