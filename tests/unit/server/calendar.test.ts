import { describe, expect, it } from 'vitest';
import { calendarFile, foldLine } from '../../../server/http/calendar.ts';
import type { PartyPreview } from '../../../shared/protocol/api.ts';

const STARTS = Date.UTC(2026, 10, 27, 19, 30);
const party = (over: Partial<PartyPreview> = {}): PartyPreview => ({
  partyCode: 'K7Q-F2M-XDA',
  name: 'Film night; with Ana, Kei',
  content: { siteId: 'netflix', mediaKey: '81', title: 'The Door', series: 'The Long Way Home', duration: 3_060 },
  hostName: 'Mira',
  watchingNow: 0,
  startsAt: STARTS,
  inviteUrl: 'https://party.example.org/join/K7Q-F2M-XDA',
  locked: false,
  ...over,
});
/** As a calendar reads it: folded lines joined again. */
const fieldsOf = (file: string) =>
  Object.fromEntries(
    file
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );

describe('the calendar file', () => {
  it('says when in UTC, for how long, what, and where to join', () => {
    const file = calendarFile(party(), STARTS, STARTS - 86_400_000);
    expect(fieldsOf(file)).toMatchObject({
      DTSTART: '20261127T193000Z',
      DTEND: '20261127T202100Z',
      DTSTAMP: '20261126T193000Z',
      SUMMARY: 'Film night\\; with Ana\\, Kei',
      URL: 'https://party.example.org/join/K7Q-F2M-XDA',
      UID: 'K7Q-F2M-XDA@party.example.org',
      TRIGGER: '-PT15M',
    });
    expect(file).toContain('The Long Way Home · The Door\\nhttps://party.example.org');
  });

  it('takes two hours for a film of unknown length', () => {
    expect(fieldsOf(calendarFile(party({ content: null }), STARTS, 0)).DTEND).toBe('20261127T213000Z');
  });

  it('opens and closes every part, with the line ends of the format', () => {
    const lines = calendarFile(party(), STARTS, 0).split('\r\n');
    const open: string[] = [];
    for (const line of lines) {
      if (line.startsWith('BEGIN:')) open.push(line.slice(6));
      if (line.startsWith('END:')) expect(open.pop()).toBe(line.slice(4));
      expect(line).not.toMatch(/[\r\n]/);
    }
    expect(open).toEqual([]);
    expect(lines.at(-1)).toBe('');
  });

  it('folds long lines at 75 octets and never inside of a character', () => {
    const folded = foldLine(`SUMMARY:${'🎬ä'.repeat(60)}`);
    for (const line of folded.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(folded.replaceAll('\r\n ', '')).toBe(`SUMMARY:${'🎬ä'.repeat(60)}`);
  });

  it('lets nobody write fields of their own by a name with line ends', () => {
    const file = calendarFile(party({ name: 'x\nATTACH:http://evil.example/' }), STARTS, 0);
    expect(file).not.toMatch(/^ATTACH/m);
  });
});
