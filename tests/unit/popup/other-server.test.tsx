// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { type PopupContext, PopupProvider } from '../../../extension/popup/context.ts';
import { OtherServerCard } from '../../../extension/popup/parts/join-card.tsx';
import { ServerSection } from '../../../extension/popup/parts/server-section.tsx';
import { firstRunStore, proceed } from '../../../extension/popup/stores/first-run-store.ts';
import { mirrorView } from '../../../extension/popup/stores/party-store.ts';
import { allWords } from '../../../extension/ui/catalogue.ts';
import { setWords } from '../../../extension/ui/i18n.ts';
import { fail } from '../../../shared/protocol/errors.ts';

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: { local: { set: vi.fn(async () => {}) } },
    permissions: {
      contains: async () => false,
      onAdded: { addListener: vi.fn(), removeListener: vi.fn() },
      onRemoved: { addListener: vi.fn(), removeListener: vi.fn() },
    },
  },
}));
setWords(allWords('en'));

const FRIENDS = 'https://friends.example';

function shown(part: preact.JSX.Element) {
  mirrorView({
    serverUrl: 'https://party.example',
    account: null,
    connection: { state: 'online', rttMs: null, boundMs: null },
    party: null,
    farewell: null,
    pending: null,
    problem: null,
  });
  const ask = vi.fn(async (_name: string, _payload: unknown) => fail('offline'));
  const root = document.body.appendChild(document.createElement('div'));
  act(() => render(<PopupProvider value={{ ask } as unknown as PopupContext}>{part}</PopupProvider>, root));
  const press = async (words: string) => {
    const button = [...root.querySelectorAll('button')].find((one) => one.textContent === words);
    await act(() => button?.click());
  };
  const says = (words: string) => vi.waitFor(() => expect(root.querySelector('[role=alert]')?.textContent).toBe(words));
  return { root, ask, press, says };
}

test('a server that does not answer is not gone to: the invitation says so, and no later popup begins with it', async () => {
  const { ask, press, says } = shown(
    <OtherServerCard serverUrl={FRIENDS} onCancel={vi.fn()} onSwitch={() => proceed({ link: `${FRIENDS}/join/K` })} />,
  );
  await press('Switch to friends.example');
  expect(ask.mock.calls).toEqual([['popup:set-server', { url: FRIENDS }]]);
  await says('friends.example does not answer. Check the address, and whether the server runs.');
  expect(firstRunStore.getState().link).toBe('');
});

test('the settings say it at the address, until another one is typed', async () => {
  const { root, press, says } = shown(<ServerSection />);
  const field = root.querySelector('input') as HTMLInputElement;
  const type = (address: string) =>
    act(() => {
      field.value = address;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  await type(`${FRIENDS}/`);
  await press('Use this server');
  await says('friends.example does not answer. Check the address, and whether the server runs.');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await type('https://friend.example');
  expect(field.getAttribute('aria-invalid')).toBeNull();
});
