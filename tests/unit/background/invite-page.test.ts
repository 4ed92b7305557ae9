// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Accounts } from '../../../extension/background/accounts.ts';
import type { PendingRunner } from '../../../extension/background/pending-runner.ts';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import { invitePage } from '../../../server/http/invite-page.ts';
import type { PartyPreview } from '../../../shared/protocol/api.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';
import { guest, member, party } from './samples.ts';

const api = vi.hoisted(() => ({
  runtime: { id: 'own' },
  permissions: { contains: vi.fn(async () => true) },
  scripting: { executeScript: vi.fn(async () => []) },
  storage: { session: { set: vi.fn(async () => {}) } },
  action: { openPopup: vi.fn(async () => {}) },
  tabs: { query: vi.fn(async () => []) },
}));
vi.mock('webextension-polyfill', () => ({ default: api }));
const { createInvitePages, JOIN_PRESSED, wakeButton } = await import('../../../extension/background/invite-page.ts');

const SERVER = 'https://party.example';
const CODE = 'K7Q-F2M-XDA';
const LINK = `${SERVER}/join/${CODE}`;
const NETFLIX = { siteId: 'netflix', mediaKey: '81000001', title: 'T' };
const preview = (content: PartyPreview['content']): PartyPreview => ({
  partyCode: CODE,
  name: 'Film night',
  content,
  hostName: 'Ana',
  watchingNow: 1,
  startsAt: null,
  inviteUrl: LINK,
  locked: false,
});

function pages(content: PartyPreview['content'] = NETFLIX, joined: Result<null> = ok(null)) {
  const cell = createStateCell(initialState(SERVER));
  cell.update({ session: { token: 't', account: guest('Kei') } });
  const call = vi.fn(async () => ok({ party: preview(content) }));
  const resume = vi.fn(async () => joined);
  const made = createInvitePages(cell, { call } as unknown as Accounts, { resume } as unknown as PendingRunner);
  return { ...made, cell, call, resume };
}
const sender = (over: object = {}) =>
  ({ id: 'own', frameId: 0, url: LINK, tab: { id: 7, windowId: 1 }, ...over }) as never;

beforeEach(() => {
  vi.clearAllMocks();
  api.permissions.contains.mockImplementation(async () => true);
  api.action.openPopup.mockImplementation(async () => {});
});

describe('an invitation of our server', () => {
  it('gets its button woken, where we may enter; other pages are left alone', async () => {
    const { onLoaded } = pages();
    await onLoaded(7, 'https://elsewhere.example/join/K7Q-F2M-XDA');
    await onLoaded(7, `${SERVER}/api/docs`);
    api.permissions.contains.mockImplementation(async () => false);
    await onLoaded(7, LINK);
    expect(api.scripting.executeScript).not.toHaveBeenCalled();
    api.permissions.contains.mockImplementation(async () => true);
    await onLoaded(7, LINK);
    expect(api.scripting.executeScript).toHaveBeenCalledWith(expect.objectContaining({ target: { tabId: 7 } }));
  });

  it('joins at once when nothing has to be asked or shown', async () => {
    const { onMessage, resume } = pages();
    expect(await onMessage(JOIN_PRESSED, sender())).toBe('joining');
    const written = { kind: 'join', tabId: 7, partyCode: CODE, origins: ['https://www.netflix.com/*'] };
    expect(api.storage.session.set).toHaveBeenCalledWith({ pending: expect.objectContaining(written) });
    expect(resume).toHaveBeenCalled();
  });

  it.each([
    ['nobody is signed in', () => pages(), (all: ReturnType<typeof pages>) => all.cell.update({ session: null })],
    [
      'the site is not allowed yet',
      () => pages(),
      () => api.permissions.contains.mockImplementation(async () => false),
    ],
    [
      'the address has to be seen first (decision 8)',
      () => pages({ siteId: 'generic', mediaKey: 'https://films.example/bare', title: '' }),
      () => {},
    ],
  ])('leaves it to the popup when %s', async (_, make, before) => {
    const all = make();
    before(all);
    expect(await all.onMessage(JOIN_PRESSED, sender())).toBe('popup');
    expect(all.resume).not.toHaveBeenCalled();
  });

  it('asks by the popup who hosts others in another party, and nobody else', async () => {
    const sitting = (over: Parameters<typeof party>[0], partyCode = 'AAA-AAA-AAA') => {
      const all = pages();
      all.cell.update({ seat: { partyCode, inviteUrl: '', tabId: 1, begins: false }, party: party(over) });
      return all.onMessage(JOIN_PRESSED, sender());
    };
    const host = member('ben', { role: 'host' });
    expect(await sitting({ members: [host, member('ana')] })).toBe('popup');
    expect(await sitting({ members: [host, member('ana')] }, CODE)).toBe('joining');
    expect(await sitting({ members: [host, member('ana', { connected: false })] })).toBe('joining');
    expect(await sitting({ members: [member('ben', { role: 'co-host' }), member('ana')] })).toBe('joining');
  });

  it('says to press the icon where the browser does not open the popup, and lets the popup say what went wrong', async () => {
    const { onMessage } = pages(NETFLIX, fail('party-locked'));
    expect(await onMessage(JOIN_PRESSED, sender())).toBe('popup');
    api.action.openPopup.mockRejectedValue(new Error('no gesture'));
    expect(await onMessage(JOIN_PRESSED, sender())).toBe('press-icon');
  });

  it('[B2] hears its own script in the top frame of an invitation of this server, and nobody else', () => {
    const { onMessage } = pages();
    for (const other of [
      { id: 'other' },
      { frameId: 3 },
      { url: 'https://evil.example/join/K7Q-F2M-XDA' },
      { tab: undefined },
    ])
      expect(onMessage(JOIN_PRESSED, sender(other))).toBeUndefined();
    expect(onMessage('something else', sender())).toBeUndefined();
  });
});

describe('the button on the page that the server makes', () => {
  const find = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector) as E;
  const sendMessage = vi.fn(async (): Promise<unknown> => 'joining');
  const click = (trusted: boolean) => {
    const event = new MouseEvent('click', { bubbles: true });
    Object.defineProperty(event, 'isTrusted', { value: trusted });
    find('#watchparty-join').dispatchEvent(event);
  };
  beforeEach(() => {
    vi.stubGlobal('browser', { runtime: { sendMessage } });
    const html = invitePage(preview(NETFLIX), null, 0, 'en');
    document.body.innerHTML = /<main>[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
    wakeButton(JOIN_PRESSED);
  });

  it('comes up in place of the steps, and works by a real hand alone', async () => {
    expect(find('#watchparty-join').hidden).toBe(false);
    expect(find('#watchparty-steps').hidden).toBe(true);
    click(false);
    expect(sendMessage).not.toHaveBeenCalled();
    click(true);
    expect(sendMessage).toHaveBeenCalledWith(JOIN_PRESSED);
    await vi.waitFor(() => expect(find('#watchparty-here').textContent).toBe('Opening the film.'));
    expect(find<HTMLButtonElement>('#watchparty-join').disabled).toBe(true);
  });

  it('says what to do when the browser wants the user’s own press, and can be pressed again', async () => {
    sendMessage.mockRejectedValueOnce(new Error('the extension was updated'));
    click(true);
    await vi.waitFor(() => expect(find('#watchparty-here').textContent).toContain('click the WatchParty icon'));
    expect(find('#watchparty-here').hidden).toBe(false);
    expect(find<HTMLButtonElement>('#watchparty-join').disabled).toBe(false);
  });

  it('is woken once, however often the page is looked at', () => {
    wakeButton(JOIN_PRESSED);
    click(true);
    expect(sendMessage).toHaveBeenCalledTimes(1);
  });
});
