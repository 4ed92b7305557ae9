import type { PartyPreview } from '../../shared/protocol/api.ts';

/** RFC 5545, 3.1: a line has at most 75 octets; what is longer goes on in the next after a space. */
const LINE_MAX_BYTES = 75;
/** For a film of unknown length. */
const USUAL_LENGTH_S = 2 * 3_600;

/** RFC 5545, 3.3.11: text values. */
const escapeText = (text: string): string =>
  text.replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r?\n/g, '\\n');

/** Folds a line, never inside of a character. */
export function foldLine(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const character of line) {
    if (Buffer.byteLength(current + character) > LINE_MAX_BYTES) {
      lines.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...lines, current].join('\r\n');
}

/** `20261127T190000Z`: a moment, the same for everybody; each calendar shows it in its own zone. */
const moment = (wallMs: number): string => new Date(wallMs).toISOString().replace(/[-:]|\.\d{3}/g, '');

/**
 * A scheduled party as a calendar file (RFC 5545) with a reminder a quarter of an hour before.
 * @param startsAt wall clock, ms
 * @param now wall clock, ms: the later file of two for one party counts
 */
export function calendarFile(party: PartyPreview, startsAt: number, now: number): string {
  const ends = startsAt + (party.content?.duration ?? USUAL_LENGTH_S) * 1_000;
  const film = [party.content?.series, party.content?.title].filter(Boolean).join(' · ');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//WatchParty//Party//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    // The code may change, the moment of making the file too: one party is one event as long as its link is the same.
    `UID:${party.partyCode}@${new URL(party.inviteUrl).hostname}`,
    `DTSTAMP:${moment(now)}`,
    `SEQUENCE:${Math.floor(now / 60_000)}`,
    `DTSTART:${moment(startsAt)}`,
    `DTEND:${moment(ends)}`,
    `SUMMARY:${escapeText(party.name)}`,
    `DESCRIPTION:${escapeText([film, party.inviteUrl].filter(Boolean).join('\n'))}`,
    `URL:${party.inviteUrl}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(party.name)}`,
    'TRIGGER:-PT15M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}
