import { describe, expect, test } from 'vitest';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import { appView, partyView } from '../../../extension/background/view.ts';
import { guest, member, message, party } from './samples.ts';

const inParty = (over: Parameters<typeof party>[0] = {}) => ({
  ...initialState('https://party.example.org'),
  session: { token: 'secret-token', account: guest('Ben') },
  seat: { partyCode: 'K7Q-F2M-XDA', inviteUrl: 'https://party.example.org/join/K7Q-F2M-XDA', tabId: 7, begins: false },
  party: party({ chat: [message(1)], chatSeq: 1, ...over }),
});

describe('what the page is shown', () => {
  test('[B4] neither token nor code nor invitation', () => {
    const shown = JSON.stringify(partyView(inParty()));
    expect(shown).not.toContain('secret-token');
    expect(shown).not.toContain('K7Q');
  });

  test('[P1] who may control is decided by role and mode', () => {
    const settings = { ...party().settings, controlMode: 'host-only' as const };
    expect(partyView(inParty())?.mayControl).toBe(true);
    expect(partyView(inParty({ settings }))?.mayControl).toBe(false);
    expect(partyView(inParty({ settings, members: [member('ben', { role: 'co-host' })] }))?.mayControl).toBe(true);
  });

  test('[S25] where a title is watched, unless this version has no address for it', () => {
    expect(partyView(inParty())?.service).toEqual({ name: 'Netflix', address: null });
    for (const over of [{ siteId: 'of-tomorrow' }, { mediaKey: 'no number' }])
      expect(partyView(inParty({ content: { ...party().content, ...over } as never }))?.service).toBeNull();
  });

  test('nothing before anything is known', () => {
    expect(partyView(initialState('x'))).toBeNull();
  });
});

describe('what the popup is shown', () => {
  test('[B4] the code, but not the token; the account, but not the chat', () => {
    const view = appView(inParty());
    expect(JSON.stringify(view)).not.toContain('secret-token');
    expect(view.party).toMatchObject({ partyCode: 'K7Q-F2M-XDA', isHost: false });
    expect(JSON.stringify(view)).not.toContain('text 1');
    expect(view.account?.username).toBe('Ben');
  });

  test('no party without a seat', () => {
    expect(appView({ ...inParty(), seat: null }).party).toBeNull();
  });
});

test('the cell tells once for many changes, with what it told last', async () => {
  const cell = createStateCell(initialState('a'));
  const told: [string, string][] = [];
  const stop = cell.onChange((now, before) => told.push([now.serverUrl, before.serverUrl]));
  cell.update({ serverUrl: 'b' });
  cell.update({ serverUrl: 'c' });
  expect(cell.now.serverUrl).toBe('c');
  await Promise.resolve();
  cell.update({ serverUrl: 'd' });
  await Promise.resolve();
  stop();
  cell.update({ serverUrl: 'e' });
  await Promise.resolve();
  expect(told).toEqual([
    ['c', 'a'],
    ['d', 'c'],
  ]);
});
