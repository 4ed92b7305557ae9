// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppView } from '../../../extension/messaging/party-view.ts';
import { type PopupContext, PopupProvider } from '../../../extension/popup/context.ts';
import { Home } from '../../../extension/popup/screens/home.tsx';
import { mirrorView } from '../../../extension/popup/stores/party-store.ts';
import { allWords } from '../../../extension/ui/catalogue.ts';
import { setWords } from '../../../extension/ui/i18n.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: { local: { get: async () => ({}), set: async () => {} } },
    permissions: {
      contains: async () => true,
      onAdded: { addListener: () => {}, removeListener: () => {} },
      onRemoved: { addListener: () => {}, removeListener: () => {} },
    },
  },
}));
setWords(allWords('en'));

const SERVER = 'https://party.example';
const INVITATION = `${SERVER}/join/K7Q-F2M-XDA`;
const preview = { partyCode: 'K7Q-F2M-XDA', name: 'Film club', content: null, hostName: 'Mira', watchingNow: 1 };
const summary = (partyCode: string, name: string) => ({
  ...preview,
  ...{ partyCode, name, startsAt: null, createdAt: 0, status: 'live', isHost: false, inviteUrl: INVITATION },
});

let answers: Record<string, Result<unknown>>;
let root: HTMLElement;
const ask = vi.fn(async (name: string, _payload?: unknown) => answers[name] ?? ok(null));
const connection = async (state: 'online' | 'offline') =>
  act(() =>
    mirrorView({
      serverUrl: SERVER,
      account: { id: 'u', username: 'Kei', avatar: { hue: 0, emoji: '' }, streamingServices: [] },
      connection: state === 'online' ? { state, rttMs: null, boundMs: null } : { state, nextTryAt: null },
      party: null,
      farewell: null,
      pending: null,
      problem: null,
    } as unknown as AppView),
  );
async function open(url: string | null) {
  const film = { url, invite: url !== null, content: null, video: null, siteId: null };
  answers['popup:look-at-tab'] = ok(film);
  const context = { ask, tabId: 1, inToolbar: true, about: null, go: vi.fn(), act: vi.fn() };
  await act(() =>
    render(
      <PopupProvider value={context as unknown as PopupContext}>
        <Home />
      </PopupProvider>,
      root,
    ),
  );
}
const shows = (words: string) => vi.waitFor(() => expect(root.textContent).toContain(words));
const asked = (name: string) => ask.mock.calls.filter(([one]) => one === name).length;

beforeEach(() => {
  answers = { 'popup:parties': ok([]) };
  ask.mockClear();
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

test.each(['offline', 'timeout'] as const)(
  'an invitation that the server could not show (%s) is there once the server is',
  async (code) => {
    answers['popup:preview'] = fail(code);
    await connection('offline');
    await open(INVITATION);
    await vi.waitFor(() => expect(asked('popup:preview')).toBe(1));
    answers['popup:preview'] = ok(preview);
    await connection('online');
    await shows('Film club');
    expect(asked('popup:preview')).toBe(2);
    // What is known already is not asked for at each breath of the connection.
    await connection('offline');
    await connection('online');
    expect(asked('popup:preview')).toBe(2);
  },
);

test('who takes parties off the list goes on at the next one, and at what the list says at last', async () => {
  const lists = [summary('A', 'One'), summary('B', 'Two'), summary('C', 'Three')];
  answers['popup:parties'] = ok(lists);
  await connection('online');
  await open(null);
  const press = async (label: string) => {
    const found = () =>
      [...root.querySelectorAll('button')].find((one) =>
        [one.getAttribute('aria-label'), one.textContent].includes(label),
      );
    await vi.waitFor(() => expect(found()).toBeTruthy());
    await act(() => found()?.click());
  };
  const takeOff = async (name: string, left: typeof lists) => {
    await press(`Take “${name}” off your list`);
    answers['popup:parties'] = ok(left);
    await press('Take off');
    await vi.waitFor(() => expect(root.textContent).not.toContain(name));
  };
  const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
  await takeOff('Two', [summary('A', 'One'), summary('C', 'Three')]);
  expect(focused()).toBe('Take “Three” off your list');
  await takeOff('Three', [summary('A', 'One')]);
  expect(focused()).toBe('Take “One” off your list');
  await takeOff('One', []);
  expect(focused()).toBe('Parties you start or join are kept here.');
});
