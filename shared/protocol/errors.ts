/** Every code that can cross the wire. The interface turns them into words; servers and clients never send sentences. */
export const ERROR_CODES = [
  'bad-request', // the bytes do not fit the schema
  'not-signed-in', // no token, or an expired, forged or revoked one
  'wrong-credentials', // same answer for an unknown e-mail and a wrong password (A3)
  'email-taken',
  'username-taken',
  'needs-account', // a guest asked for what only an account can do
  'not-found',
  'party-not-found',
  'party-ended',
  'party-full',
  'party-locked',
  'too-many-parties',
  'not-a-member',
  'banned',
  'not-allowed', // a member, but the role or the control mode forbids it
  'muted', // the host or a co-host has silenced this member
  'stale-epoch', // the command was made for a title that the party has left
  'wrong-media', // the command was made on another title than the party's
  'too-late', // the command came after who gave it had given it up: nothing was done
  'conflict', // lost the compare-and-set race too often; try again
  'rate-limited',
  'too-large',
  'bad-picture', // no PNG, JPEG or WebP, too many pixels, or a camera's notes in it
  'date-past', // a party can't be planned for what is over
  'date-too-far', // nor for more than a year ahead
  'client-too-old',
  'client-too-new',
  'server-draining', // the node is going away: reconnect after `retryAfterMs`
  'unavailable', // a part that the server needs (store, Redis) does not answer
  'timeout', // made by clients: no acknowledgement came
  'offline', // made by clients: there is no connection
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What crosses the wire; its schema stands in wire-error.ts, apart from what the page's script carries. */
export interface WireError {
  code: ErrorCode;
  /** When the caller may try again, milliseconds from now. */
  retryAfterMs?: number | undefined;
  /** Names of the fields at fault, for forms. Never a sentence. */
  fields?: string[] | undefined;
}

/** Outcome of a request that may fail in expected ways. Exceptions are for bugs. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: WireError };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (code: ErrorCode, extra: Omit<WireError, 'code'> = {}): { ok: false; error: WireError } => ({
  ok: false,
  error: { code, ...extra },
});

/** HTTP status for each code, so that REST and sockets share one list. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  'bad-request': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'email-taken': 409,
  'username-taken': 409,
  'needs-account': 403,
  'not-found': 404,
  'party-not-found': 404,
  'party-ended': 410,
  'party-full': 409,
  'party-locked': 403,
  'too-many-parties': 409,
  'not-a-member': 403,
  banned: 403,
  'not-allowed': 403,
  muted: 403,
  'stale-epoch': 409,
  'wrong-media': 409,
  'too-late': 409,
  conflict: 409,
  'rate-limited': 429,
  'too-large': 413,
  'bad-picture': 422,
  'date-past': 422,
  'date-too-far': 422,
  'client-too-old': 426,
  'client-too-new': 426,
  'server-draining': 503,
  unavailable: 503,
  timeout: 504,
  offline: 503,
  internal: 500,
};
