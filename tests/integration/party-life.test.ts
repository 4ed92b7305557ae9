import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, partyOf, TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterAll(() => server.close());

describe('the life of a party', () => {
  it('[S3] a command reaches everybody under its own name, with the whole timeline and who did it', async () => {
    const { host, friends } = await partyOf(server.url, 2);
    const { timeline } = value(await host.command('video-play', 12));
    for (const user of [host, ...friends]) {
      const change = await user.socket.hears('video-play');
      expect(change.timeline).toEqual(timeline);
      expect(change.by).toEqual({ memberId: host.id, name: 'Host' });
    }
    expect(timeline).toMatchObject({ playing: true, position: 12, rev: 1, epoch: 0, by: host.id });
  });

  it('[S3] a retry with the same commandId is acknowledged again and applied once', async () => {
    const { host } = await partyOf(server.url, 0);
    const first = value(await host.command('video-seek', 30, { commandId: 'once' }));
    const again = value(await host.command('video-seek', 30, { commandId: 'once' }));
    expect(again.timeline).toEqual(first.timeline);
    expect(host.socket.all('video-seek')).toHaveLength(1);
  });

  it('[S3] a command of an older epoch or another title is refused and changes nothing', async () => {
    const { host } = await partyOf(server.url, 0);
    expect(codeOf(await host.command('video-play', 0, { epoch: 7 }))).toBe('stale-epoch');
    expect(codeOf(await host.command('video-play', 0, { mediaKey: 'another' }))).toBe('wrong-media');
    expect(value(await host.socket.request('request-sync', {})).timeline.rev).toBe(0);
  });

  it('[P3] nothing of one party reaches another', async () => {
    const one = await partyOf(server.url, 1);
    const two = await partyOf(server.url, 1);
    value(await one.host.command('video-play', 5));
    value(await one.host.socket.request('send-chat', { messageId: 'm1', text: 'only here' }));
    await one.friends[0]?.socket.hears('chat-message');
    value(await two.host.command('video-play', 9));
    await two.friends[0]?.socket.hears('video-play');
    for (const user of [two.host, ...two.friends]) {
      expect(user.socket.all('chat-message')).toEqual([]);
      expect(user.socket.all('video-play').map((change) => change.timeline.position)).toEqual([9]);
    }
  });

  it('[P1] in host-only mode members may not control, leaders may', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const friend = friends[0] as TestUser;
    value(await host.api('updateParty', { code, input: { controlMode: 'host-only' } }));
    await friend.socket.hears('party-updated', (update) => update.settings.controlMode === 'host-only');
    expect(codeOf(await friend.command('video-play', 0))).toBe('not-allowed');
    value(await host.socket.request('set-role', { memberId: friend.id, role: 'co-host' }));
    await friend.socket.hears('member-updated', (member) => member.id === friend.id && member.role === 'co-host');
    expect(codeOf(await friend.command('video-play', 0))).toBe('ok');
  });

  it('[P4] kicked, banned, locked out, and let in again', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const friend = friends[0] as TestUser;
    value(await host.socket.request('kick-member', { memberId: friend.id, ban: false }));
    expect(await friend.socket.hears('party-closed')).toEqual({ reason: 'kicked' });
    expect(codeOf(await friend.command('video-play', 0))).toBe('not-a-member');
    await friend.join(code);
    value(await host.socket.request('kick-member', { memberId: friend.id, ban: true }));
    expect(codeOf(await friend.socket.request('join-party', { partyCode: code }))).toBe('banned');
    value(await host.api('updateParty', { code, input: { locked: true } }));
    const late = await TestUser.guest(server.url, 'Late');
    await late.connect();
    expect(codeOf(await late.socket.request('join-party', { partyCode: code }))).toBe('party-locked');
    expect((await late.api('joinParty', { code })).status).toBe(403);
  });

  it('[P4] a rotated code replaces the old one, and who is in stays in', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const { party } = value(await host.api('updateParty', { code, input: { rotateCode: true } }));
    expect(party.partyCode).not.toBe(code);
    await friends[0]?.socket.hears('party-updated', (update) => update.partyCode === party.partyCode);
    expect(codeOf(await host.api('previewParty', { code }))).toBe('party-not-found');
    expect(codeOf(await host.api('previewParty', { code: party.partyCode }))).toBe('ok');
    expect(codeOf((await friends[0]?.command('video-play', 1)) as never)).toBe('ok');
  });

  it('[P4] a rotated code strands nobody who was offline then, and lets in nobody else', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const friend = friends[0] as TestUser;
    const { partyId } = friend.snapshot;
    friend.socket.close();
    const { party } = value(await host.api('updateParty', { code, input: { rotateCode: true } }));
    await friend.connect();
    const back = value(await friend.socket.request('join-party', { partyCode: code, partyId }));
    expect(back).toMatchObject({ partyId, partyCode: party.partyCode, you: friend.id });
    expect(codeOf(await friend.command('video-play', 1))).toBe('ok');
    const stranger = await TestUser.guest(server.url, 'Stranger');
    await stranger.connect();
    expect(codeOf(await stranger.socket.request('join-party', { partyCode: code, partyId }))).toBe('party-not-found');
    value(await host.socket.request('kick-member', { memberId: friend.id, ban: false }));
    expect(codeOf(await friend.socket.request('join-party', { partyCode: code, partyId }))).toBe('party-not-found');
  });

  it('[S30] chat is numbered without gaps, a retry is not a second message, and a page can be fetched', async () => {
    const { host, friends } = await partyOf(server.url, 1);
    const friend = friends[0] as TestUser;
    const send = (user: TestUser, id: string) =>
      user.socket.request('send-chat', { messageId: id, text: `text ${id}` });
    const all = await Promise.all(
      [1, 2, 3, 4].flatMap((n) => [send(host, `h${n}`), send(friend, `f${n}`), send(host, `h${n}`)]),
    );
    expect(new Set(all.map((one) => value(one).seq))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    await until(() => friend.socket.all('chat-message').length === 8, 'eight messages');
    expect(friend.socket.all('chat-message').map((one) => one.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const page = value(await host.socket.request('fetch-chat', { afterSeq: 5 }));
    expect(page.messages.map((one) => one.seq)).toEqual([6, 7, 8]);
    expect(page.chatSeq).toBe(8);
    const snapshot = value(await host.socket.request('request-sync', { lastChatSeq: 6 }));
    expect(snapshot.chat.map((one) => one.seq)).toEqual([7, 8]);
  });

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

  it('[P4] who came, wrote and left is seen by the leaders, and can be kept out', async () => {
    const { host, friends, code } = await partyOf(server.url, 2);
    const [spammer, friend] = friends as [TestUser, TestUser];
    value(await spammer.socket.request('leave-party', {}));
    const { people } = value(await host.api('listAway', { code }));
    expect(people).toMatchObject([{ id: spammer.id, name: spammer.name }]);
    expect(codeOf(await friend.api('listAway', { code }))).toBe('not-allowed');
    value(await host.socket.request('kick-member', { memberId: spammer.id, ban: true }));
    expect(value(await host.api('listAway', { code })).people).toEqual([]);
    expect(codeOf(await spammer.socket.request('join-party', { partyCode: code }))).toBe('banned');
    expect(value(await spammer.api('listParties')).parties).toEqual([]);
    expect(value(await host.api('listBanned', { code })).people).toMatchObject([{ id: spammer.id }]);
  });

  it('the host ends the party for all', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    expect(codeOf((await friends[0]?.api('endParty', { code })) as never)).toBe('not-allowed');
    value(await host.api('endParty', { code }));
    expect(await friends[0]?.socket.hears('party-closed')).toEqual({ reason: 'ended' });
    expect(value(await host.api('listParties')).parties[0]).toMatchObject({ partyCode: code, status: 'past' });
  });
});
