import { expect, test, vi } from 'vitest';
import { partyEvents } from '../../../extension/background/party-events.ts';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import { party } from './samples.ts';

const CODE = party().partyCode;

test('a party that is updated: settings are taken over, a new code and a new date are told to whom they matter', () => {
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
  expect([cell.now.party?.settings, told]).toEqual([settings, []]);
  // A date stands in lists of parties alone: the room hears that something has changed, and sees nothing that has.
  events['party-updated']({ settings: { ...settings }, partyCode: CODE });
  expect(told).toEqual(['date']);
  events['party-updated']({ settings, partyCode: 'NEW-NEW-NEW' });
  expect(told).toEqual(['date', 'code NEW-NEW-NEW']);
});
