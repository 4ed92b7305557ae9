import type { PartySummary } from '../../shared/protocol/api.ts';

/** A planned party that this browser rings for. Its words are made when it rings, in the language of that moment. */
export interface Reminder {
  partyCode: string;
  inviteUrl: string;
  /** Wall clock, ms. */
  startsAt: number;
  name: string;
  hostName: string;
  /** Once is enough, also where our clock is ahead of the server's and the party is still planned there. */
  rung: boolean;
}

/** Clocks of two computers differ: an alarm this much ahead of the date is one for it, not for another date. */
export const EARLY_MS = 60_000;
/** From then on "begins now" would be a wrong time. */
export const BEGUN_MS = 2 * 60_000;
/** A computer that was asleep rings late; after this long the party is under way and its members know. */
export const LATE_MS = 30 * 60_000;

export const isLate = ({ startsAt }: Pick<Reminder, 'startsAt'>, now: number, byMs: number): boolean =>
  now - startsAt > byMs;

/** What to ring for after the list was read: parties to come, and those that began before we came to say so. */
export const renewed = (before: readonly Reminder[], parties: readonly PartySummary[]): Reminder[] =>
  parties.flatMap(({ status, startsAt, partyCode, inviteUrl, name, hostName }) => {
    if (startsAt === null || status === 'past') return [];
    const old = before.find((one) => one.partyCode === partyCode);
    const rung = old?.startsAt === startsAt && old.rung;
    if (status === 'live' && (!old || rung)) return [];
    return [{ partyCode, inviteUrl, startsAt, name, hostName, rung }];
  });
