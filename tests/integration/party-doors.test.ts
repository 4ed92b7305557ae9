import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, partyOf, TestUser, value } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterAll(() => server.close());

/** Who is kept out of a party, and by what. */
describe('the life of a party', () => {
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
});
