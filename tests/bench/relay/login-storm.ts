import { callApi, codeOf, value } from '../../support/client.ts';
import { Histogram } from './histogram.ts';

/** A4 allows ten in a quarter of an hour. */
const SIGN_INS_AN_ACCOUNT = 10;
const PASSWORD = 'correct horse battery';
const TICK_MS = 5;

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

/** Real accounts with real bcrypt hashes, enough for so many sign-ins. */
async function register(url: string, accounts: number): Promise<string[]> {
  const emails: string[] = [];
  for (let n = 0; n < accounts; n++) {
    const input = { username: `Storm ${n}`, email: `storm-${n}@example.org`, password: PASSWORD };
    value(await callApi(url, 'register', { input, headers: from(n) }));
    emails.push(input.email);
  }
  return emails;
}

export async function prepareStorm(url: string, perSecond: number, seconds: number): Promise<LoginStorm> {
  const emails = await register(url, Math.ceil((perSecond * seconds * 1.2) / SIGN_INS_AN_ACCOUNT));
  const times = new Histogram();
  const counts = { asked: 0, ok: 0, refused: 0 };
  const signIn = async () => {
    const n = counts.asked++;
    const begun = performance.now();
    const input = { email: emails[n % emails.length]!, password: PASSWORD };
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
