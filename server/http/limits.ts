import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import type { WireError } from '../../shared/protocol/errors.ts';
import { foldKey } from '../store/store.ts';
import { answer, bearerToken, retryAfter } from './route.ts';

const QUARTER_HOUR_MS = 15 * 60_000;

/** A4: requests in 15 minutes. */
export interface HttpLimits {
  /** Every API route, a user if signed in, else an address. */
  api: number;
  loginPerAccount: number;
  loginPerAddress: number;
  registerPerAddress: number;
  /** Friends behind one address join as guests together. */
  guestPerAddress: number;
  /** Other faces of one user, and other people's faces. */
  pictureChanges: number;
  pictureReads: number;
  /** The invite page says whether a code exists. */
  invitePage: number;
  /** What an address may do is multiplied by this: a school or an office is many people behind one. */
  addressFactor: number;
  /** Where the hits of a limit are counted when nodes share them; absent: each process for itself. */
  counts?(limit: string): Store;
}

export const HTTP_LIMITS: HttpLimits = {
  api: 100,
  loginPerAccount: 10,
  loginPerAddress: 50,
  registerPerAddress: 10,
  guestPerAddress: 60,
  pictureChanges: 20,
  pictureReads: 600,
  invitePage: 60,
  addressFactor: 1,
};

const ADDRESS = 'a:';
const addressOf = (request: Request): string => `${ADDRESS}${ipKeyGenerator(request.ip ?? '')}`;

function limit(
  limits: HttpLimits,
  name: Exclude<keyof HttpLimits, 'counts' | 'addressFactor'>,
  keyOf: (request: Request) => string,
  refuse: (request: Request, response: Response, error: WireError) => void = (_, response, error) =>
    answer(response, { ok: false, error }),
): RequestHandler {
  return rateLimit({
    windowMs: QUARTER_HOUR_MS,
    limit: (request) => limits[name] * (keyOf(request).startsWith(ADDRESS) ? limits.addressFactor : 1),
    ...(limits.counts ? { store: limits.counts(name) } : {}),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: keyOf,
    // `trust proxy` is set explicitly (A4): the library's guesses about it would only fill the log.
    validate: false,
    handler: (request, response) => {
      const resetTime = (request as { rateLimit?: { resetTime?: Date } }).rateLimit?.resetTime;
      const retryAfterMs = Math.max(1_000, (resetTime?.getTime() ?? Date.now() + QUARTER_HOUR_MS) - Date.now());
      refuse(request, response, { code: 'rate-limited', retryAfterMs });
    },
  });
}

/** @param userOf the user a token names, null if it is none of ours: a made-up token must not give a fresh allowance */
export function apiLimit(limits: HttpLimits, userOf: (token: string) => string | null): RequestHandler {
  return limit(limits, 'api', (request) => {
    const token = bearerToken(request);
    const userId = token ? userOf(token) : null;
    return userId ? `u:${userId}` : addressOf(request);
  });
}

/** Signing in and up have limits of their own, an address and (against guessing) an account. */
export function signInLimits(
  limits: HttpLimits,
  userOf: (token: string) => string | null,
): { path: string; handlers: RequestHandler[] }[] {
  // Who has the token of an open browser does not try passwords with it for long.
  const user = (request: Request) => `t:${userOf(bearerToken(request) ?? '') ?? addressOf(request)}`;
  const account = (request: Request) => {
    const email: unknown = request.body?.email;
    return typeof email === 'string' ? `e:${foldKey(email.trim())}`.slice(0, 300) : addressOf(request);
  };
  return [
    {
      path: '/api/auth/login',
      handlers: [limit(limits, 'loginPerAddress', addressOf), limit(limits, 'loginPerAccount', account)],
    },
    { path: '/api/auth/password', handlers: [limit(limits, 'loginPerAccount', user)] },
    { path: '/api/auth/register', handlers: [limit(limits, 'registerPerAddress', addressOf)] },
    { path: '/api/auth/upgrade', handlers: [limit(limits, 'registerPerAddress', addressOf)] },
    { path: '/api/auth/guest', handlers: [limit(limits, 'guestPerAddress', addressOf)] },
  ];
}

export const pictureLimits = (limits: HttpLimits, userOf: (token: string) => string | null) => ({
  /** A party of fifty shows fifty at once, and friends may sit behind one address: not counted as calls of the API. */
  reads: limit(limits, 'pictureReads', addressOf),
  changes: limit(
    limits,
    'pictureChanges',
    (request) => `p:${userOf(bearerToken(request) ?? '') ?? addressOf(request)}`,
  ),
});

/** @param sayBusy answers who has read a page too many, with words instead of a code; `Retry-After` is set */
export const invitePageLimit = (
  limits: HttpLimits,
  sayBusy: (request: Request, response: Response) => void,
): RequestHandler =>
  limit(limits, 'invitePage', addressOf, (request, response, error) => {
    retryAfter(response, error);
    sayBusy(request, response);
  });
