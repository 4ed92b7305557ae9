import type { Status } from '../../../shared/party/party.ts';
import type { Timing } from '../../../shared/protocol/events.ts';
import type { Presence } from '../../party/live-party.ts';

/**
 * A presence as Redis keeps it: its parts, one a line, so that scripts change one part without rewriting the others.
 * Lua's own JSON would round times to 14 digits and turn empty lists into objects. JSON has no bare line feed.
 */
export function presenceLine(presence: Presence): string {
  return [
    presence.connectionId ?? '',
    time(presence.leaseUntil),
    time(presence.lostAt),
    time(presence.readySince),
    time(presence.notReadySince),
    flag(presence.everReady),
    JSON.stringify(presence.status),
    JSON.stringify(presence.timing),
  ].join('\n');
}

export function readPresenceLine(memberId: string, line: string): Presence {
  const [connectionId = '', lease = '', lost = '', ready = '', notReady = '', ever = '', status = '', timing = ''] =
    line.split('\n');
  return {
    memberId,
    connectionId: connectionId || null,
    leaseUntil: Number(lease),
    lostAt: readTime(lost),
    status: JSON.parse(status) as Status,
    timing: JSON.parse(timing) as Timing | null,
    notReadySince: readTime(notReady),
    readySince: readTime(ready),
    everReady: ever === '1',
  };
}

/** Exact: a number's own text is the shortest that reads back as the same number. */
export const time = (at: number | null): string => (at === null ? '' : String(at));
const readTime = (text: string): number | null => (text === '' ? null : Number(text));
export const flag = (yes: boolean): string => (yes ? '1' : '0');
