import { type ErrorCode, fail, HTTP_STATUS, type WireError } from '../shared/protocol/errors.ts';
import type { z } from '../shared/protocol/zod.ts';
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

/**
 * What a schema refused: the code that the contract has for it if nothing else is wrong, else `bad-request`. With the names of
 * the fields: no values, and not too many.
 */
export function refusalOf(issues: readonly z.core.$ZodIssue[]): { ok: false; error: WireError } {
  const fields = [...new Set(issues.map((issue) => String(issue.path[0] ?? '').slice(0, 64)).filter(Boolean))];
  const [code, ...others] = new Set(issues.map(codeOf));
  return fail(code && others.length === 0 ? code : 'bad-request', { fields: fields.slice(0, 16) });
}

function codeOf(issue: z.core.$ZodIssue): ErrorCode {
  const code: unknown = issue.code === 'custom' ? issue.params?.code : undefined;
  return typeof code === 'string' && Object.hasOwn(HTTP_STATUS, code) ? (code as ErrorCode) : 'bad-request';
}
