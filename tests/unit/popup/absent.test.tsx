// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { NO_FILM } from '../../../extension/messaging/messages.ts';
import type { AppView } from '../../../extension/messaging/party-view.ts';
import { type PopupContext, PopupProvider } from '../../../extension/popup/context.ts';
import { PartySettingsLater } from '../../../extension/popup/screens/later.tsx';
import { PartyScreen } from '../../../extension/popup/screens/party.tsx';
import { mirrorView } from '../../../extension/popup/stores/party-store.ts';
import { allWords } from '../../../extension/ui/catalogue.ts';
import { setWords } from '../../../extension/ui/i18n.ts';
import { ok } from '../../../shared/protocol/errors.ts';
import { member, party } from '../background/samples.ts';

vi.mock('webextension-polyfill', () => ({ default: { storage: { local: { set: vi.fn(async () => {}) } } } }));
setWords(allWords('en'));

const person = ({ id, name, avatar } = member('kei', { name: 'Kei' })) => ({ id, name, avatar });
const answers: Record<string, unknown> = { 'popup:look-at-tab': NO_FILM, 'popup:away': [person()], 'popup:banned': [] };

function shown(Screen: () => preact.JSX.Element, members = [member('ben', { role: 'host' }), member('ana')]) {
  const { settings, content, you } = party();
  const inParty = {
    settings,
    content,
    you,
    members,
    name: 'Film club',
    partyCode: 'K7Q-F2M-XDA',
    inviteUrl: 'https://p/j',
  };
  const connection = { state: 'online' as const, rttMs: null, boundMs: null };
  const tab = { tabId: 1, state: 'playing' };
  mirrorView({
    serverUrl: 'https://party.example',
    account: null,
    connection,
    party: { ...inParty, connection, tab, isHost: false } as unknown as AppView['party'],
    farewell: null,
    pending: null,
    problem: null,
  });
  const ask = vi.fn(async (name: string, _payload: unknown) => ok(answers[name] ?? null));
  const context = { ask, tabId: 1, inToolbar: true, about: null, go: vi.fn(), act: vi.fn() } as unknown as PopupContext;
  const root = document.body.appendChild(document.createElement('div'));
  act(() =>
    render(
      <PopupProvider value={context}>
        <Screen />
      </PopupProvider>,
      root,
    ),
  );
  const button = (words: string) => [...root.querySelectorAll('button')].find((one) => one.textContent === words);
  const press = async (words: string) => {
    await vi.waitFor(() => expect(button(words)).toBeTruthy());
    await act(() => button(words)?.click());
  };
  return { ask, press, button };
}

test('[P4] who has left stands in the party’s settings, which come when they are opened, and can be banned', async () => {
  const { ask, press } = shown(PartySettingsLater);
  await press('Ban');
  expect(ask).not.toHaveBeenCalledWith('popup:moderate', expect.anything());
  await press('Sure? Press again');
  expect(ask).toHaveBeenCalledWith('popup:moderate', { memberId: 'kei', deed: 'ban' });
});

test('[S29] a host who was away is offered the role, and nobody else', async () => {
  const others = shown(PartyScreen);
  expect(others.button('Be host again')).toBeUndefined();
  const former = member('ben', { role: 'co-host', reclaims: true });
  const { ask, press } = shown(PartyScreen, [former, member('ana', { role: 'host' })]);
  await press('Be host again');
  expect(ask).toHaveBeenCalledWith('popup:moderate', { memberId: 'ben', deed: 'make-host' });
});
