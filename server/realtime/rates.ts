import type { RequestName } from '../../shared/protocol/events.ts';

/** A token bucket: so many at once, and so many a second in the long run. */
export interface Rate {
  burst: number;
  perSecond: number;
}

const COMMAND: Rate = { burst: 30, perSecond: 10 };

/** P5: what one socket may send, by kind. People and players stay far below; the figures beside say why. */
export const RATES: Record<RequestName, Rate> = {
  'join-party': { burst: 10, perSecond: 0.5 },
  'leave-party': { burst: 10, perSecond: 1 },
  // Dragging a site's seek bar sends some ten a second.
  'video-play': COMMAND,
  'video-pause': COMMAND,
  'video-seek': COMMAND,
  'video-rate': COMMAND,
  'change-content': { burst: 10, perSecond: 0.5 },
  'request-sync': { burst: 20, perSecond: 2 },
  // S6: 12 at 60 ms, then 28 at 250 ms; twice over when the background restarts.
  'clock-ping': { burst: 100, perSecond: 20 },
  'report-status': { burst: 20, perSecond: 5 },
  'continue-without': { burst: 10, perSecond: 1 },
  'send-chat': { burst: 10, perSecond: 1.5 },
  'fetch-chat': { burst: 20, perSecond: 5 },
  'delete-chat': { burst: 20, perSecond: 1 },
  'mute-member': { burst: 10, perSecond: 1 },
  // Sent each 3 s; starting and stopping to type is no reason for a refusal.
  'chat-typing': { burst: 5, perSecond: 0.5 },
  'send-reaction': { burst: 20, perSecond: 4 },
  'fetch-reactions': { burst: 5, perSecond: 0.2 },
  'set-role': { burst: 10, perSecond: 1 },
  'kick-member': { burst: 10, perSecond: 1 },
};

/** What a party hears of people typing: a full house that types at once is not told of each finger. */
export const TYPING_IN_PARTY: Rate = { burst: 8, perSecond: 4 };

/** P4: codes that do not exist, a user: enough for typing errors, nothing for guessing. */
export const WRONG_CODES: Rate = { burst: 10, perSecond: 0.1 };

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets by key. Full ones are forgotten, so memory is bounded by who is busy. */
export class Buckets {
  #buckets = new Map<string, Bucket>();

  /**
   * Takes one token.
   * @param now any monotonic clock, ms
   * @returns 0, or the milliseconds until there is one again
   */
  take(key: string, rate: Rate, now: number): number {
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, at: now };
    const tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
    const allowed = tokens >= 1;
    this.#buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
    return allowed ? 0 : Math.ceil(((1 - tokens) / rate.perSecond) * 1000);
  }

  /** Milliseconds until `take` would succeed, without taking. */
  peek(key: string, rate: Rate, now: number): number {
    const bucket = this.#buckets.get(key);
    if (!bucket) return 0;
    const tokens = bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond;
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / rate.perSecond) * 1000);
  }

  /** Drops buckets unused for so long that they are full again. */
  sweep(now: number, unusedMs: number): void {
    for (const [key, bucket] of this.#buckets) if (now - bucket.at > unusedMs) this.#buckets.delete(key);
  }
}
