import { type ErrorCode, fail } from '../shared/protocol/errors.ts';
import { PasswordsBusy } from './accounts/passwords.ts';
import type { Log } from './log.ts';
import { StoreUnavailable } from './store/store.ts';

/** The code for an exception: what is known to fail has its own, the rest is a bug and is logged. */
export function failureOf(error: unknown, where: string, log: Log): { ok: false; error: { code: ErrorCode } } {
  if (error instanceof StoreUnavailable) {
    log.error({ where, reason: error.message }, 'store unavailable');
    return fail('unavailable', { retryAfterMs: 1_000 });
  }
  if (error instanceof PasswordsBusy) return fail('unavailable', { retryAfterMs: 5_000 });
  log.error({ where, err: error }, 'request failed');
  return fail('internal');
}

/** Names of the fields that a schema refused, for the answer: no values, and not too many. */
export const fieldsOf = (issues: readonly { path: readonly PropertyKey[] }[]): string[] =>
  [...new Set(issues.map((issue) => String(issue.path[0] ?? '').slice(0, 64)).filter(Boolean))].slice(0, 16);
