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
