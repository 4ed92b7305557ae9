import { beforeEach, expect, it, vi } from 'vitest';
import type { Accounts } from '../../../extension/background/accounts.ts';
import type { Parties } from '../../../extension/background/parties.ts';
import { createStateCell, initialState } from '../../../extension/background/state.ts';
import type { PendingIntent } from '../../../extension/messaging/party-view.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';
import { guest } from './samples.ts';

const kept: Record<string, unknown> = {};
const api = vi.hoisted(() => ({
  permissions: { contains: vi.fn(async () => true) },
  storage: { session: { get: vi.fn(), remove: vi.fn() } },
}));
vi.mock('webextension-polyfill', () => ({ default: api }));
const { createPendingRunner } = await import('../../../extension/background/pending-runner.ts');

const session = { token: 't', account: guest('Kei') };
const wish = (over: Partial<PendingIntent> = {}): PendingIntent => ({
  kind: 'join',
  tabId: 7,
  partyCode: 'K7Q-F2M-XDA',
  origins: ['https://films.example/*'],
  guest: { name: 'Kei', streamingServices: ['netflix'] },
  at: Date.now(),
  ...over,
});

function runner(entered: Result<unknown> = ok(session.account), knownThere = false) {
  const cell = createStateCell(initialState('https://party.example'));
  const deeds: string[] = [];
  const did = (name: string, result: Result<unknown> = ok(null)) =>
    vi.fn(async (what: unknown) => {
      deeds.push(`${name} ${JSON.stringify((what as { body?: unknown }).body ?? null)}`);
      if (name === 'sign-in' && result.ok) cell.update({ session });
      return result;
    });
  const chooseServer = vi.fn(async (url: string) => {
    deeds.push(`server ${JSON.stringify(url)}`);
    if (knownThere) cell.update({ session });
    return ok(null);
  });
  const accounts = {
    signIn: did('sign-in', entered),
    change: did('services'),
    chooseServer,
  } as unknown as Accounts;
  const parties = { join: did('join'), create: did('create') } as unknown as Parties;
  return { cell, deeds, ...createPendingRunner(cell, accounts, parties) };
}

beforeEach(() => {
  kept.pending = wish();
  api.permissions.contains.mockImplementation(async () => true);
  api.storage.session.get.mockImplementation(async () => ({ ...kept }));
  api.storage.session.remove.mockImplementation(async () => void delete kept.pending);
});

it('signs somebody new in before it joins, and hands over what they ticked', async () => {
  const { resume, deeds, cell } = runner();
  expect(await resume()).toEqual(ok(null));
  expect(deeds).toEqual(['sign-in {"name":"Kei"}', 'services {"streamingServices":["netflix"]}', 'join null']);
  expect(cell.now).toMatchObject({ pending: null, problem: null });
  expect(kept.pending).toBeUndefined();
});

it('goes to the party’s server first, where the press was for that, and says no name to ours', async () => {
  kept.pending = wish({ serverUrl: 'https://friends.example' });
  const { resume, deeds } = runner();
  expect(await resume()).toEqual(ok(null));
  expect(deeds.slice(0, 2)).toEqual(['server "https://friends.example"', 'sign-in {"name":"Kei"}']);
});

it('is nobody new where it has an account already', async () => {
  kept.pending = wish({ serverUrl: 'https://friends.example' });
  const { resume, deeds } = runner(ok(session.account), true);
  await resume();
  expect(deeds).toEqual(['server "https://friends.example"', 'join null']);
});

it('leaves the server of who is signed in, whatever an intent says', async () => {
  kept.pending = wish({ serverUrl: 'https://friends.example' });
  const { resume, deeds, cell } = runner();
  cell.update({ session });
  await resume();
  expect(deeds).toEqual(['join null']);
});

it('sends no name anywhere until the browser has been told yes', async () => {
  api.permissions.contains.mockImplementation(async () => false);
  const { resume, deeds, show, cell } = runner();
  await resume();
  await show();
  expect(deeds).toEqual([]);
  expect(cell.now.pending?.guest?.name).toBe('Kei');
  expect(kept.pending).toBeDefined();
});

it('once, though the popup and the permission’s own event both ask for it', async () => {
  const { resume, deeds } = runner();
  await Promise.all([resume(), resume()]);
  await resume();
  expect(deeds).toHaveLength(3);
});

it('without a server there is no party, and the reason is told to the next popup', async () => {
  const { resume, deeds, cell } = runner(fail('offline'));
  expect(await resume()).toEqual(fail('offline'));
  expect(deeds).toEqual(['sign-in {"name":"Kei"}']);
  expect(cell.now).toMatchObject({ pending: null, problem: { code: 'offline' }, session: null });
});

it('who is somebody already stays who they are', async () => {
  const { resume, deeds, cell } = runner();
  cell.update({ session });
  await resume();
  expect(deeds).toEqual(['join null']);
});

it('a wish of long ago, or one that no version of ours has written, is none', async () => {
  const { resume, deeds } = runner();
  kept.pending = wish({ at: Date.now() - 600_000 });
  await resume();
  kept.pending = { ...wish(), guest: { name: 5 } };
  await resume();
  expect(deeds).toEqual([]);
});
