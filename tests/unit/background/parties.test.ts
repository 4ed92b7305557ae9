import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Accounts } from '../../../extension/background/accounts.ts';
import type { Frames } from '../../../extension/background/frames.ts';
import type { PartyTab } from '../../../extension/background/party-tab.ts';
import { createStateCell, initialState, type StateCell } from '../../../extension/background/state.ts';
import type { PendingIntent } from '../../../extension/messaging/party-view.ts';
import { type ErrorCode, fail, ok, type Result } from '../../../shared/protocol/errors.ts';
import { party } from './samples.ts';

const api = vi.hoisted(() => ({
  tabs: { get: vi.fn(async () => ({ url: 'about:blank' })) },
  storage: { local: { get: vi.fn(async () => ({})) } },
  runtime: { getPlatformInfo: vi.fn(async () => ({})) },
}));
vi.mock('webextension-polyfill', () => ({ default: api }));

/** What was done towards the server, in order. */
const deeds: string[] = [];
vi.mock('../../../extension/background/make-socket.ts', () => ({ makeSocket: vi.fn() }));
let refuse: (code: ErrorCode, first: boolean) => void;
vi.mock('../../../extension/background/party-line.ts', () => ({
  openPartyLine: ({ cell, onRefused }: { cell: StateCell; onRefused: typeof refuse }) => {
    refuse = onRefused;
    deeds.push(`sits down in ${cell.now.seat?.partyCode}`);
    return {
      joined: async () => true,
      ask: async (name: string) => {
        deeds.push(name);
        return ok(null);
      },
    };
  },
}));
const { createParties } = await import('../../../extension/background/parties.ts');

const [OLD, NEW] = ['AAA-AAA-AAA', 'BBB-BBB-BBB'];
const summary = (partyCode: string) => ({
  party: { partyCode, inviteUrl: `https://p/join/${partyCode}`, content: null },
});

/** Somebody who sits in the party `OLD`. */
async function seated(answer: (name: string) => Result<unknown>) {
  const cell = createStateCell(initialState('https://party.example'));
  const account = { id: 'u', username: 'Kei', email: null, guest: true, avatar: { hue: 1, emoji: '' } };
  cell.update({ session: { token: 't', account: { ...account, streamingServices: [] } } });
  const accounts = {
    call: async ({ name }: { name: string }) => {
      deeds.push(name);
      return answer(name);
    },
  } as unknown as Accounts;
  const frames = { dismiss: vi.fn(), tell: vi.fn() } as unknown as Frames;
  const tab = { attend: async () => {}, refresh: vi.fn(), open: async () => 7, standsFor: async () => undefined };
  const needs = {
    cell,
    accounts,
    frames,
    tab: tab as unknown as PartyTab,
    onSignedOut: vi.fn(),
    onMoved: vi.fn(),
    lastWords: vi.fn(),
  };
  const parties = createParties(needs);
  cell.update({ seat: { partyCode: OLD, inviteUrl: '', tabId: 7, begins: false }, party: party({ partyCode: OLD }) });
  parties.resume();
  deeds.length = 0;
  return { cell, parties, lastWords: needs.lastWords };
}
const wish = (over: Partial<PendingIntent>): PendingIntent => ({ kind: 'join', tabId: 7, origins: [], at: 0, ...over });

beforeEach(() => {
  deeds.length = 0;
});

describe('from one party to another', () => {
  it.each(['party-locked', 'party-full', 'banned', 'party-ended', 'offline'] as const)(
    'refused with %s: nothing has changed',
    async (code) => {
      const { cell, parties } = await seated(() => fail(code));
      const before = cell.now;
      expect(await parties.join(wish({ partyCode: NEW }))).toMatchObject({ error: { code } });
      expect(deeds).toEqual(['joinParty']);
      expect(cell.now).toBe(before);
      expect(parties.line).not.toBeNull();
    },
  );

  it('let in: the old one is left then, and not before', async () => {
    const { cell, parties } = await seated(() => ok(summary(NEW)));
    expect(await parties.join(wish({ partyCode: NEW }))).toEqual(ok(null));
    expect(deeds).toEqual(['joinParty', 'leave-party', `sits down in ${NEW}`]);
    expect(cell.now.seat?.partyCode).toBe(NEW);
  });

  it('a new one that the server does not make costs nothing', async () => {
    const { cell, parties } = await seated(() => fail('too-many-parties'));
    expect(await parties.create(wish({ kind: 'create', name: 'Another' }))).toMatchObject({ ok: false });
    expect(deeds).toEqual(['createParty']);
    expect(cell.now.seat?.partyCode).toBe(OLD);
  });

  it('a new one that is made: the old one is left then', async () => {
    const { parties } = await seated(() => ok(summary(NEW)));
    expect(await parties.create(wish({ kind: 'create', name: 'Another' }))).toEqual(ok(null));
    expect(deeds).toEqual(['createParty', 'leave-party', `sits down in ${NEW}`]);
  });

  it('the own party under its new code is not left', async () => {
    const { parties } = await seated(() => ok(summary(OLD)));
    expect(await parties.join(wish({ partyCode: OLD }))).toEqual(ok(null));
    expect(await parties.join(wish({ partyCode: NEW }))).toEqual(ok(null));
    expect(deeds).toEqual(['joinParty']);
  });
});

describe('over', () => {
  it.each(['kicked', 'banned', 'ended', 'elsewhere', 'signed-out'] as const)(
    '%s: the film’s page says so',
    async (why) => {
      const { cell, parties, lastWords } = await seated(() => ok(null));
      parties.over(why);
      expect(lastWords.mock.calls).toEqual([[7, why]]);
      expect(cell.now).toMatchObject({ seat: null, farewell: why });
    },
  );

  it('by one’s own hand: nobody needs to be told', async () => {
    const { cell, parties, lastWords } = await seated(() => ok(null));
    parties.over('left');
    expect(lastWords).not.toHaveBeenCalled();
    expect(cell.now).toMatchObject({ seat: null, farewell: null, problem: null });
  });

  it('no seat is left for who comes back: the popup says why', async () => {
    const { cell } = await seated(() => ok(null));
    refuse('party-full', false);
    expect(cell.now).toMatchObject({ seat: null, farewell: null, problem: { code: 'party-full' } });
  });
});
