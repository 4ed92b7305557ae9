import { describe, expect, test } from 'vitest';
import type { AppView } from '../../../extension/messaging/party-view.ts';
import { skewPath } from '../../../extension/popup/parts/skew-plot.tsx';
import { chooseTab } from '../../../extension/popup/popup-tab.ts';
import { screenFor } from '../../../extension/popup/screen.ts';
import { guest } from '../background/samples.ts';

const view = (over: Partial<AppView> = {}): AppView => ({
  serverUrl: 'https://party.example.org',
  account: guest('Ben'),
  connection: { state: 'online', rttMs: null, boundMs: null },
  party: null,
  farewell: null,
  pending: null,
  problem: null,
  ...over,
});
const party = {} as NonNullable<AppView['party']>;
const pending = { kind: 'create' as const, tabId: 1, origins: [], at: 0 };
const tooOld = { state: 'refused' as const, error: { code: 'client-too-old' as const } };

describe('one question a screen', () => {
  test.each([
    ['blank', null],
    ['home', view()],
    ['welcome', view({ account: null })],
    ['welcome', view({ account: null, farewell: 'signed-out' })],
    ['farewell', view({ farewell: 'kicked' })],
    ['permission', view({ pending })],
    ['party', view({ party })],
    ['permission', view({ party, pending })],
    ['version', view({ party, connection: tooOld })],
    ['version', view({ account: null, problem: { code: 'client-too-new' } })],
  ] satisfies [string, AppView | null][])('%s', (screen, of) => {
    expect(screenFor(of, 'start', false, 'done')).toBe(screen);
  });

  test('the choice of a picture is a screen for who has a name, also in the middle of a party', () => {
    for (const of of [view(), view({ party }), view({ pending })])
      expect(screenFor(of, 'picture', false, 'done')).toBe('picture');
    expect(screenFor(view({ account: null }), 'picture', false, 'done')).toBe('welcome');
    expect(screenFor(view({ connection: tooOld }), 'picture', false, 'done')).toBe('version');
  });

  test('what was just pressed stays where it was pressed', () => {
    expect(screenFor(view({ pending }), 'start', true, 'done')).toBe('home');
  });

  test('who types a name and starts at once stays there until the party is, and is led on after the browser has asked', () => {
    const wished = { ...pending, guest: { name: 'Ben', streamingServices: [] } };
    const before = view({ account: null, pending: wished });
    expect(screenFor(before, 'start', true, 'name')).toBe('welcome');
    expect(screenFor(before, 'start', true, 'services')).toBe('services');
    expect(screenFor(before, 'start', false, 'name')).toBe('permission');
    // Signed in, and not there yet.
    expect(screenFor(view({ pending: wished }), 'start', true, 'name')).toBe('welcome');
    expect(screenFor(view({ pending: wished, party }), 'start', true, 'name')).toBe('party');
    // The account of somebody else's server does not go on with a wish that names nobody.
    expect(screenFor(view({ account: null, pending }), 'start', false, 'name')).toBe('welcome');
  });

  test('settings can be reached from everywhere, also to leave a server that is too new', () => {
    expect(screenFor(view({ connection: tooOld }), 'settings', false, 'done')).toBe('settings');
    expect(screenFor(view({ account: null }), 'settings', false, 'done')).toBe('settings');
  });

  test('somebody new is asked for services first, who was signed out is not', () => {
    expect(screenFor(view({ account: null }), 'start', false, 'services')).toBe('services');
    expect(screenFor(view({ account: null }), 'start', false, 'name')).toBe('welcome');
    expect(screenFor(view({ account: null, farewell: 'signed-out' }), 'start', false, 'services')).toBe('welcome');
    expect(screenFor(view(), 'start', false, 'name')).toBe('home');
  });

  test('plans are made outside of a party', () => {
    expect(screenFor(view(), 'schedule', false, 'done')).toBe('schedule');
    expect(screenFor(view({ party }), 'planned', false, 'done')).toBe('party');
  });

  test('the settings of a party end with it', () => {
    expect(screenFor(view({ party }), 'party-settings', false, 'done')).toBe('party-settings');
    expect(screenFor(view(), 'party-settings', false, 'done')).toBe('home');
  });
});

describe('which tab the popup is about', () => {
  test('the one in front', () => {
    expect(
      chooseTab(
        [
          { id: 1, active: false },
          { id: 2, active: true },
        ],
        null,
      ),
    ).toBe(2);
  });

  test('where the popup is a tab itself: the one they came from', () => {
    const tabs = [
      { id: 1, active: false, lastAccessed: 10 },
      { id: 2, active: false, lastAccessed: 30 },
      { id: 3, active: true, lastAccessed: 40 },
    ];
    expect(chooseTab(tabs, 3)).toBe(2);
    expect(chooseTab([{ id: 3, active: true }], 3)).toBeNull();
  });
});

test('the plot breaks where nothing is known and never zooms into noise', () => {
  const { path, scaleMs } = skewPath([1, null, 2], 60);
  expect(scaleMs).toBe(20);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(skewPath([-300, 5], 60).scaleMs).toBe(300);
});
