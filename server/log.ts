import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug' | 'child' | 'isLevelEnabled'>;

/** Structured logs. Nothing that names a person, and no token, code, title or message is ever handed to it. */
export const makeLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    { level, base: null, redact: ['token', 'password', 'email', '*.token', '*.password', '*.email'] },
    ...((destination ? [destination] : []) as []),
  );
