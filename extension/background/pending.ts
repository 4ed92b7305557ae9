import type { PendingIntent } from '../messaging/party-view.ts';

/** Long enough to read a permission prompt; "Deny" sends no event, so what is not answered must end by itself. */
export const PENDING_LIFE_MS = 120_000;

/** Is the intent still what the user wants? Times are wall clock ms: it outlives the worker. */
export const isFresh = (intent: PendingIntent, now: number): boolean =>
  intent.at <= now + 1_000 && now - intent.at < PENDING_LIFE_MS;
