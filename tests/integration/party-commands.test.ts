import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, partyOf, type TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterAll(() => server.close());

/** What is pressed and written in a party: who may, whom it reaches, and in which order. */
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
});
