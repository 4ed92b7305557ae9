import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from '../../shared/protocol/zod.ts';

const ISSUER = 'watchparty';
const AUDIENCE = 'watchparty-extension';
/** A2. */
const LIFETIME_S = 7 * 86_400;

const claims = z.object({ sub: z.string(), ver: z.number().int() });

export interface Tokens {
  /** @param version the user's `tokenVersion`: raising it revokes what was issued before */
  issue(userId: string, version: number): string;
  /** @returns null for anything but a valid token of ours */
  read(token: string): { userId: string; version: number } | null;
}

/** A2: HS256 only, issuer and audience checked, seven days. */
export function jwtTokens(secret: string): Tokens {
  // Of a mere text the library tries each time whether it is some other kind of key, longer than it takes to check a token.
  const key = createSecretKey(Buffer.from(secret));
  return {
    issue: (userId, version) =>
      jwt.sign({ ver: version }, key, {
        algorithm: 'HS256',
        subject: userId,
        issuer: ISSUER,
        audience: AUDIENCE,
        expiresIn: LIFETIME_S,
      }),
    read(token) {
      try {
        const payload = jwt.verify(token, key, { algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE });
        const parsed = claims.safeParse(payload);
        return parsed.success ? { userId: parsed.data.sub, version: parsed.data.ver } : null;
      } catch {
        return null; // Expired, forged or garbage: all the same to the caller.
      }
    },
  };
}
