import { expect, test, vi } from 'vitest';
import { createNewsSince } from '../../../extension/background/news-since.ts';
import { partyEvents } from '../../../extension/background/party-events.ts';
import { createStateCell, initialState, type StateCell } from '../../../extension/background/state.ts';
import { change, message, party } from './samples.ts';

const CODE = party().partyCode;

function eventsOf(cell: StateCell) {
  const told: string[] = [];
  const news = createNewsSince();
  const requestSync = vi.fn();
  const events = partyEvents({
    cell,
    frames: { tell: vi.fn() } as never,
    news,
    requestSync,
    fetchChat: vi.fn(),
    onContent: vi.fn(),
    onCode: (code) => void told.push(`code ${code}`),
    onDate: () => void told.push('date'),
    onClosed: vi.fn(),
  });
  return { events, told, news, requestSync };
}

test('a party that is updated: settings are taken over, a new code is told, and lists are read anew each time', () => {
  const cell = createStateCell(initialState('https://party.example'));
  cell.update({ party: party() });
  const { events, told } = eventsOf(cell);
  const settings = { ...party().settings, locked: !party().settings.locked };
  events['party-updated']({ settings, partyCode: CODE });
  expect([cell.now.party?.settings, told]).toEqual([settings, ['date']]);
  // A date stands in lists of parties alone: it may have changed with a setting, with the code, or by itself.
  events['party-updated']({ settings: { ...settings }, partyCode: CODE });
  expect(told).toEqual(['date', 'date']);
  events['party-updated']({ settings, partyCode: 'NEW-NEW-NEW' });
  expect(told).toEqual(['date', 'date', 'code NEW-NEW-NEW', 'date']);
});

test('[S27] what is told before there is a party comes over the snapshot that is on its way, newer or not', async () => {
  const { events, news, requestSync } = eventsOf(createStateCell(initialState('https://party.example')));
  const waiting = news.over(Promise.resolve());
  events['video-seek'](change({ rev: 11, position: 90 }));
  events['video-pause'](change({ rev: 12, position: 95, playing: false }));
  events['chat-message'](message(3));
  const { brought } = await waiting;
  const snapshot = party({ chat: [message(1), message(2)], chatSeq: 2 });
  expect(brought(snapshot)).toMatchObject({
    timeline: { rev: 12, position: 95, playing: false },
    chat: [message(1), message(2), message(3)],
    chatSeq: 3,
  });
  // Another node's snapshot may know all of it already.
  const knows = party({ timeline: { ...snapshot.timeline, rev: 13 }, chat: [message(3)], chatSeq: 3 });
  expect(brought(knows)).toEqual(knows);
  expect(requestSync).not.toHaveBeenCalled();
  // Between the snapshot and what was heard there was something else.
  expect(brought(party({ timeline: { ...snapshot.timeline, rev: 8 } })).timeline.rev).toBe(12);
  expect(requestSync).toHaveBeenCalledTimes(1);
});
