import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../shared/party/party.ts';
import { codeOf, partyOf, type TestUser, value } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterAll(() => server.close());

type Actor = Role | 'removed' | 'stranger';
type Target = Role;

/** A party with two of each kind below the host, so that everybody has somebody to try it on. */
async function cast() {
  const { host, friends, code } = await partyOf(server.url, 5);
  const [co, otherCo, member, otherMember, removed] = friends as [TestUser, TestUser, TestUser, TestUser, TestUser];
  for (const one of [co, otherCo]) value(await host.socket.request('set-role', { memberId: one.id, role: 'co-host' }));
  value(await host.socket.request('kick-member', { memberId: removed.id, ban: true }));
  const stranger = (await partyOf(server.url, 0)).host;
  const actors: Record<Actor, TestUser> = { host, 'co-host': co, member, removed, stranger };
  const targets: Record<Target, TestUser> = { host, 'co-host': otherCo, member: otherMember };
  return { actors, targets, removed, code };
}

const ACTS = {
  kick: (by: TestUser, of: TestUser) => by.socket.request('kick-member', { memberId: of.id, ban: false }),
  ban: (by: TestUser, of: TestUser) => by.socket.request('kick-member', { memberId: of.id, ban: true }),
  'make co-host': (by: TestUser, of: TestUser) => by.socket.request('set-role', { memberId: of.id, role: 'co-host' }),
  'make member': (by: TestUser, of: TestUser) => by.socket.request('set-role', { memberId: of.id, role: 'member' }),
  'hand over to': (by: TestUser, of: TestUser) => by.socket.request('set-role', { memberId: of.id, role: 'host' }),
};
type Act = keyof typeof ACTS;

/** Who may do what to whom. Rank decides, and nobody acts on the own rank. */
const TABLE: [Act, Actor, Record<Target, string>][] = [
  ['kick', 'host', { host: 'not-allowed', 'co-host': 'ok', member: 'ok' }],
  ['kick', 'co-host', { host: 'not-allowed', 'co-host': 'not-allowed', member: 'ok' }],
  ['kick', 'member', { host: 'not-allowed', 'co-host': 'not-allowed', member: 'not-allowed' }],
  ['kick', 'removed', { host: 'not-a-member', 'co-host': 'not-a-member', member: 'not-a-member' }],
  ['kick', 'stranger', { host: 'not-found', 'co-host': 'not-found', member: 'not-found' }],
  ['ban', 'host', { host: 'not-allowed', 'co-host': 'ok', member: 'ok' }],
  ['ban', 'co-host', { host: 'not-allowed', 'co-host': 'not-allowed', member: 'ok' }],
  ['ban', 'member', { host: 'not-allowed', 'co-host': 'not-allowed', member: 'not-allowed' }],
  ['ban', 'removed', { host: 'not-a-member', 'co-host': 'not-a-member', member: 'not-a-member' }],
  ['make co-host', 'host', { host: 'not-allowed', 'co-host': 'ok', member: 'ok' }],
  ['make co-host', 'co-host', { host: 'not-allowed', 'co-host': 'not-allowed', member: 'not-allowed' }],
  ['make co-host', 'member', { host: 'not-allowed', 'co-host': 'not-allowed', member: 'not-allowed' }],
  ['make member', 'host', { host: 'not-allowed', 'co-host': 'ok', member: 'ok' }],
  ['make member', 'co-host', { host: 'not-allowed', 'co-host': 'not-allowed', member: 'not-allowed' }],
  ['hand over to', 'host', { host: 'ok', 'co-host': 'ok', member: 'ok' }],
  ['hand over to', 'co-host', { host: 'not-allowed', 'co-host': 'not-allowed', member: 'not-allowed' }],
  ['hand over to', 'member', { host: 'not-allowed', 'co-host': 'not-allowed', member: 'not-allowed' }],
  ['hand over to', 'stranger', { host: 'not-found', 'co-host': 'not-found', member: 'not-found' }],
];

describe('[P1] [P4] who may do what to whom', () => {
  it.each(TABLE)('%s by %s', async (act, actor, expected) => {
    for (const [target, code] of Object.entries(expected) as [Target, string][]) {
      const { actors, targets } = await cast();
      const of = targets[target];
      const before = value(await actors.host.socket.request('request-sync', {})).members;
      expect(codeOf(await ACTS[act](actors[actor], of)), `${act} the ${target} by ${actor}`).toBe(code);
      // Whoever is refused has changed nothing.
      const host = act === 'hand over to' && code === 'ok' ? of : actors.host;
      const after = value(await host.socket.request('request-sync', {})).members;
      if (code !== 'ok') expect(after).toEqual(before);
      else if (act === 'kick' || act === 'ban') expect(after.map((one) => one.id)).not.toContain(of.id);
    }
  });

  const UNBAN: [Actor, string][] = [
    ['host', 'ok'],
    ['co-host', 'ok'],
    ['member', 'not-allowed'],
    ['removed', 'not-a-member'],
    ['stranger', 'not-a-member'],
  ];
  it.each(UNBAN)('see who is kept out, and let them in again, by %s: %s', async (actor, expected) => {
    const { actors, removed, code } = await cast();
    const by = actors[actor];
    const list = await by.api('listBanned', { code });
    expect(codeOf(list)).toBe(expected);
    if (list.ok) expect(list.value.people).toMatchObject([{ id: removed.id, name: removed.name }]);
    expect(codeOf(await by.api('unban', { code, input: { memberId: removed.id } }))).toBe(expected);
    const back = await removed.socket.request('join-party', { partyCode: code });
    expect(codeOf(back)).toBe(expected === 'ok' ? 'ok' : 'banned');
    if (back.ok) expect(back.value.members.find((one) => one.id === removed.id)?.role).toBe('member');
  });

  it('who was never kept out is not found, and nobody twice', async () => {
    const { actors, targets, removed, code } = await cast();
    const unban = (memberId: string) => actors.host.api('unban', { code, input: { memberId } });
    expect(codeOf(await unban(targets.member.id))).toBe('not-found');
    expect(codeOf(await unban(removed.id))).toBe('ok');
    expect(codeOf(await unban(removed.id))).toBe('not-found');
    expect(value(await actors.host.api('listBanned', { code })).people).toEqual([]);
  });

  it('a hand-over is whole: one host, the former one is co-host and may not take it back', async () => {
    const { actors, targets } = await cast();
    value(await ACTS['hand over to'](actors.host, targets.member));
    const { members } = value(await targets.member.socket.request('request-sync', {}));
    expect(members.filter((one) => one.role === 'host').map((one) => one.id)).toEqual([targets.member.id]);
    expect(members.find((one) => one.id === actors.host.id)?.role).toBe('co-host');
    expect(codeOf(await ACTS['hand over to'](actors.host, actors.host))).toBe('not-allowed');
  });
});
