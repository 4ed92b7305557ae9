import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, partyOf, TestUser, value } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterAll(() => server.close());

/** Who comes, goes and comes back, whose party it is then, and how it ends. */
describe('the life of a party', () => {
  it('[S27] a reconnect gives a whole snapshot: same seat, same role, the chat that was missed', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const friend = friends[0] as TestUser;
    value(await host.socket.request('set-role', { memberId: friend.id, role: 'co-host' }));
    friend.socket.close();
    await host.socket.hears('member-updated', (member) => member.id === friend.id && !member.connected);
    value(await host.command('video-play', 3));
    value(await host.socket.request('send-chat', { messageId: 'missed', text: 'hello?' }));
    const snapshot = await friend.join(code);
    expect(snapshot.timeline).toMatchObject({ playing: true, position: 3 });
    expect(snapshot.members.find((one) => one.id === friend.id)).toMatchObject({ role: 'co-host', connected: true });
    expect(snapshot.chat.map((one) => one.text)).toEqual(['hello?']);
    expect(host.socket.all('member-left')).toEqual([]);
  });

  it('[R7] the second device of a user has the seat, the first is told and is out', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const first = host.socket;
    await host.connect();
    await host.join(code);
    expect(await first.hears('party-closed')).toEqual({ reason: 'elsewhere' });
    expect(codeOf(await first.request('request-sync', {}))).toBe('not-a-member');
    first.close();
    expect(codeOf(await host.command('video-play', 1))).toBe('ok');
    const members = value(await (friends[0] as TestUser).socket.request('request-sync', {})).members;
    expect(members.find((one) => one.id === host.id)).toMatchObject({ connected: true, role: 'host' });
  });

  it('leaving hands the host role on, and as the last one it keeps the party for whoever has the link', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const friend = friends[0] as TestUser;
    value(await host.socket.request('leave-party', {}));
    await friend.socket.hears('member-left', (gone) => gone.memberId === host.id && gone.reason === 'left');
    await friend.socket.hears('member-updated', (member) => member.id === friend.id && member.role === 'host');
    expect(value(await host.api('listParties')).parties).toMatchObject([{ partyCode: code, isHost: false }]);
    value(await friend.command('video-play', 30));
    value(await friend.api('leaveParty', { code }));
    const [mine] = value(await friend.api('listParties')).parties;
    expect(mine).toMatchObject({ partyCode: code, isHost: true, status: 'live', watchingNow: 0 });
    // The film stood still meanwhile, and the host is one still.
    expect((await host.join(code)).timeline.playing).toBe(false);
    const back = await friend.join(code);
    expect(back.members.find((member) => member.id === friend.id)?.role).toBe('host');
    value(await friend.api('endParty', { code }));
    expect(codeOf(await friend.api('previewParty', { code }))).toBe('party-ended');
  });

  it('a planned party outlives a look into it: list, link and calendar stay, and the host stays expected', async () => {
    const host = await TestUser.guest(server.url, 'Host');
    const startsAt = Date.now() + 86_400_000;
    const { partyCode: code } = value(await host.api('createParty', { input: { name: 'Friday', startsAt } })).party;
    await host.connect();
    await host.join(code);
    value(await host.socket.request('leave-party', {}));
    expect(value(await host.api('listParties')).parties).toMatchObject([
      { partyCode: code, status: 'scheduled', isHost: true, startsAt },
    ]);
    expect((await fetch(`${server.url}/join/${code}/party.ics`)).status).toBe(200);
    const friend = await TestUser.guest(server.url, 'Early');
    await friend.connect();
    const early = await friend.join(code);
    expect(early.members).toMatchObject([{ id: friend.id, role: 'member' }]);
    expect((await host.join(code)).members.find((member) => member.id === host.id)?.role).toBe('host');
  });

  it('a party can’t be planned for what is over or too far, and says which; what was planned stays', async () => {
    const host = await TestUser.guest(server.url, 'Host');
    const startsAt = Date.now() + 86_400_000;
    const { partyCode: code } = await host.create({ startsAt });
    const wrong = [
      ['date-past', Date.now() - 86_400_000],
      ['date-too-far', Date.now() + 368 * 86_400_000],
    ] as const;
    for (const [refusal, at] of wrong) {
      const made = await host.api('createParty', { input: { name: 'Friday', startsAt: at } });
      const moved = await host.api('updateParty', { code, input: { startsAt: at } });
      for (const answer of [made, moved])
        expect(answer).toEqual({ ok: false, status: 422, error: { code: refusal, fields: ['startsAt'] } });
    }
    expect(value(await host.api('listParties')).parties).toMatchObject([{ partyCode: code, startsAt }]);
  });

  it('who leaves keeps the party on the list, with the role, until it is past; the present do not see them', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const friend = friends[0] as TestUser;
    value(await host.socket.request('set-role', { memberId: friend.id, role: 'co-host' }));
    value(await friend.socket.request('leave-party', {}));
    await host.socket.hears('member-left', (gone) => gone.memberId === friend.id && gone.reason === 'left');
    const present = value(await host.socket.request('request-sync', {})).members;
    expect(present.map((member) => member.id)).toEqual([host.id]);
    const list = async () => value(await friend.api('listParties')).parties;
    expect(await list()).toMatchObject([{ partyCode: code, status: 'live', watchingNow: 1 }]);
    const back = await friend.join(code);
    expect(back.members.find((member) => member.id === friend.id)?.role).toBe('co-host');
    value(await friend.socket.request('leave-party', {}));
    value(await host.api('endParty', { code }));
    expect(await list()).toMatchObject([{ partyCode: code, status: 'past' }]);
    value(await friend.api('forgetParty', { code }));
    expect(await list()).toEqual([]);
    expect(value(await host.api('listParties')).parties).toMatchObject([{ partyCode: code, status: 'past' }]);
  });

  it('a planned party stays on the list of a friend who only looked in, and goes with their own wish', async () => {
    const host = await TestUser.guest(server.url, 'Host');
    const { partyCode: code } = await host.create({ startsAt: Date.now() + 86_400_000 });
    await host.join(code);
    const [friend, other] = [await TestUser.guest(server.url, 'Friend'), await TestUser.guest(server.url, 'Other')];
    await friend.join(code);
    value(await friend.socket.request('leave-party', {}));
    value(await other.api('rememberParty', { code }));
    for (const one of [friend, other])
      expect(value(await one.api('listParties')).parties).toMatchObject([{ partyCode: code, status: 'scheduled' }]);
    expect(host.socket.all('member-joined').map((member) => member.id)).not.toContain(other.id);
    await friend.join(code);
    value(await host.socket.request('leave-party', {}));
    expect(value(await host.api('listParties')).parties, 'nobody took it over').toMatchObject([{ isHost: true }]);
    value(await friend.api('forgetParty', { code }));
    expect(value(await friend.api('listParties')).parties).toEqual([]);
    expect(await friend.socket.hears('party-closed')).toEqual({ reason: 'kicked' });
    expect(codeOf(await friend.socket.request('request-sync', {})), 'and is out of the room').toBe('not-a-member');
  });

  it('[S29] a host who left by mistake is told that the role may be taken back, and takes it', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const friend = friends[0] as TestUser;
    value(await host.socket.request('leave-party', {}));
    await friend.socket.hears('member-updated', (member) => member.id === friend.id && member.role === 'host');
    const own = (await host.join(code)).members.find((member) => member.id === host.id);
    expect(own).toMatchObject({ role: 'co-host', reclaims: true });
    value(await host.socket.request('set-role', { memberId: host.id, role: 'host' }));
    const after = await friend.socket.hears('member-updated', (member) => member.id === host.id);
    expect(after).toMatchObject({ role: 'host' });
    expect(after.reclaims).toBeUndefined();
    expect(codeOf(await friend.socket.request('set-role', { memberId: friend.id, role: 'host' }))).toBe('not-allowed');
  });

  it('from one party to another: refused, the seat stays; let in, it is given up', async () => {
    const [one, two, closed] = [
      await partyOf(server.url, 1),
      await partyOf(server.url, 1),
      await partyOf(server.url, 0),
    ];
    const friend = one.friends[0] as TestUser;
    value(await closed.host.api('updateParty', { code: closed.code, input: { locked: true } }));
    expect(codeOf(await friend.socket.request('join-party', { partyCode: closed.code }))).toBe('party-locked');
    expect(codeOf(await friend.command('video-play', 1))).toBe('ok');
    value(await one.host.socket.request('send-chat', { messageId: 'still', text: 'still here?' }));
    await friend.socket.hears('chat-message');
    await friend.join(two.code);
    await one.host.socket.hears('member-updated', (member) => member.id === friend.id && !member.connected);
    value(await one.host.socket.request('send-chat', { messageId: 'gone', text: 'gone?' }));
    value(await two.host.socket.request('send-chat', { messageId: 'here', text: 'welcome' }));
    await friend.socket.hears('chat-message', (message) => message.text === 'welcome');
    expect(friend.socket.all('chat-message').map((message) => message.text)).toEqual(['still here?', 'welcome']);
  });

  it('the host ends the party for all', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    expect(codeOf((await friends[0]?.api('endParty', { code })) as never)).toBe('not-allowed');
    value(await host.api('endParty', { code }));
    expect(await friends[0]?.socket.hears('party-closed')).toEqual({ reason: 'ended' });
    expect(value(await host.api('listParties')).parties[0]).toMatchObject({ partyCode: code, status: 'past' });
  });
});
