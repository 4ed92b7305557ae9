import { expect, test, vi } from 'vitest';
import { partyEvents } from '../../../extension/background/party-events.ts';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import { party } from './samples.ts';

const CODE = party().partyCode;

test('a party that is updated: settings are taken over, a new code is told, and lists are read anew each time', () => {
  const cell = createStateCell(initialState('https://party.example'));
  cell.update({ party: party() });
  const told: string[] = [];
  const events = partyEvents({
    cell,
    frames: { tell: vi.fn() } as never,
    news: { heard: vi.fn() } as never,
    requestSync: vi.fn(),
    fetchChat: vi.fn(),
    onContent: vi.fn(),
    onCode: (code) => void told.push(`code ${code}`),
    onDate: () => void told.push('date'),
    onClosed: vi.fn(),
  });
  const settings = { ...party().settings, locked: !party().settings.locked };
  events['party-updated']({ settings, partyCode: CODE });
  expect([cell.now.party?.settings, told]).toEqual([settings, ['date']]);
  // A date stands in lists of parties alone: it may have changed with a setting, with the code, or by itself.
  events['party-updated']({ settings: { ...settings }, partyCode: CODE });
  expect(told).toEqual(['date', 'date']);
  events['party-updated']({ settings, partyCode: 'NEW-NEW-NEW' });
  expect(told).toEqual(['date', 'date', 'code NEW-NEW-NEW', 'date']);
});
