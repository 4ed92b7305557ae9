import { hash } from 'bcryptjs';
import { accountNameKey } from '../../../server/accounts/accounts.ts';
import { foldKey, type UserRecord } from '../../../server/store/store.ts';
import { callApi, codeOf } from '../../support/client.ts';
import { Histogram } from './histogram.ts';

/** A4 allows ten in a quarter of an hour. */
const SIGN_INS_AN_ACCOUNT = 10;
const PASSWORD = 'correct horse battery';
const TICK_MS = 5;

/** Rounds of bcrypt as a power of two: those of real accounts (A1), and the fewest there are, 1 ms instead of 60. */
const ROUNDS = { real: 10, light: 4 } as const;
/** `light`: all that a sign-in is but the work on the password, which tells the one from the other. */
export type StormKind = keyof typeof ROUNDS;

export interface StormFigures {
  asked: number;
  ok: number;
  /** Refused because too many wait (`unavailable`), or for any other reason. */
  refused: number;
  p50: number;
  p99: number;
}

export interface LoginStorm {
  /** Signs in at the pace until the work is done. */
  during<T>(work: () => Promise<T>): Promise<T>;
  figures(): StormFigures;
}

/** As if behind a proxy: nobody signs in often enough from one address to be limited. */
const from = (n: number) => ({ 'x-forwarded-for': `10.200.${(n >> 8) & 255}.${n & 255}` });

/** Accounts for so many sign-ins, as the server keeps them. All have the same password and hash. */
export async function stormAccounts(kind: StormKind, signIns: number): Promise<UserRecord[]> {
  const passwordHash = await hash(PASSWORD, ROUNDS[kind]);
  return Array.from({ length: Math.ceil(signIns / SIGN_INS_AN_ACCOUNT) }, (_, n) => {
    const username = `Storm ${kind} ${n}`;
    const email = `storm-${kind}-${n}@example.org`;
    return {
      id: `storm-${kind}-${n}`,
      username,
      usernameKey: accountNameKey(username),
      email,
      emailKey: `u:${foldKey(email)}`,
      passwordHash,
      guest: false,
      avatar: { hue: 0, emoji: '' },
      streamingServices: [],
      tokenVersion: 0,
      createdAt: Date.now(),
      lastSeenAt: Date.now(),
    };
  });
}

/** @param accounts of `stormAccounts`, which the server has from its start */
export function makeStorm(url: string, perSecond: number, accounts: readonly UserRecord[]): LoginStorm {
  const times = new Histogram();
  const counts = { asked: 0, ok: 0, refused: 0 };
  const signIn = async () => {
    const n = counts.asked++;
    const begun = performance.now();
    const input = { email: accounts[n % accounts.length]?.email as string, password: PASSWORD };
    const code = codeOf(await callApi(url, 'login', { input, headers: from(n) }));
    if (code === 'ok') counts.ok += 1;
    else counts.refused += 1;
    times.add(performance.now() - begun);
  };
  return {
    async during(work) {
      const start = performance.now();
      const pending: Promise<void>[] = [];
      const timer = setInterval(() => {
        const due = Math.floor(((performance.now() - start) / 1000) * perSecond);
        while (pending.length < due) pending.push(signIn());
      }, TICK_MS);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        await Promise.all(pending);
      }
    },
    figures: () => ({ ...counts, p50: times.quantile(0.5), p99: times.quantile(0.99) }),
  };
}
