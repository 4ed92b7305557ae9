import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStateCell, initialState, type Session } from '../../../extension/background/state.ts';

const stored = vi.hoisted((): Record<string, unknown> => ({}));
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: async (key: string) => ({ [key]: stored[key] }),
        set: async (items: object) => void Object.assign(stored, structuredClone(items)),
      },
    },
  },
}));
const { createAccounts } = await import('../../../extension/background/accounts.ts');

const HOME = 'https://party.example';
const FRIENDS = 'https://friends.example';
const session = { token: 't0', account: { id: 'mira', username: 'Mira' } } as Session;
const asked: string[] = [];
/** What stands at the address that is asked. */
let answer: () => Promise<Response>;
const page =
  (body: unknown, status = 200) =>
  async () =>
    new Response(JSON.stringify(body), { status });

beforeEach(() => {
  asked.length = 0;
  for (const key of Object.keys(stored)) delete stored[key];
  answer = page({ status: 'ok', name: 'watchparty' });
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

const seated = () => {
  const cell = createStateCell(initialState(HOME));
  const connection = { state: 'online', rttMs: 1, boundMs: 1 } as const;
  cell.update({ session, connection, seat: { partyCode: 'AAA-BBB-CCC', inviteUrl: '', tabId: 1, begins: false } });
  return cell;
};

it('leaves for another server once that one has answered, and not before', async () => {
  const cell = seated();
  const steps: string[] = [];
  const parting = async () => void steps.push(`${asked.length} asked, still at ${cell.now.serverUrl}`);
  expect(await createAccounts(cell, HOME, vi.fn()).chooseServer(`${FRIENDS}/`, parting)).toEqual({
    ok: true,
    value: null,
  });
  expect([asked, steps]).toEqual([[`${FRIENDS}/healthz`], [`1 asked, still at ${HOME}`]]);
  expect(cell.now).toMatchObject({ serverUrl: FRIENDS, session: null, connection: { state: 'idle' } });
});

it.each([
  ['nobody answers', async () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
  ['it is in trouble', page({ name: 'watchparty' }, 503), 'unavailable'],
  ['it is a site that has a page for everything', async () => new Response('<html>Welcome</html>'), 'unavailable'],
  ['it is some other server', page({ status: 'ok' }), 'unavailable'],
])('keeps party, name and server where %s', async (_, there, code) => {
  const cell = seated();
  const before = cell.now;
  const parting = vi.fn(async () => {});
  answer = there;
  const done = await createAccounts(cell, HOME, vi.fn()).chooseServer(FRIENDS, parting);
  expect(done).toMatchObject({ ok: false, error: { code } });
  expect(parting).not.toHaveBeenCalled();
  expect(cell.now).toEqual(before);
  expect(stored).toEqual({});
});

it('has nothing to leave or to ask for where it is already', async () => {
  const parting = vi.fn(async () => {});
  expect(await createAccounts(seated(), HOME, vi.fn()).chooseServer(HOME, parting)).toMatchObject({ ok: true });
  expect([asked, parting.mock.calls]).toEqual([[], []]);
});
