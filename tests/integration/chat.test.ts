import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REDACTED } from '../../shared/party/chat-log.ts';
import { CHAT_PAGE } from '../../shared/protocol/limits.ts';
import { codeOf, partyOf, type TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { scratchDir, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  const rates = { 'send-chat': { burst: 1_000, perSecond: 1_000 } };
  server = await startServer({ logLevel: 'error', rates });
});
afterAll(() => server.close());

let nextId = 0;
const say = async (user: TestUser, text: string, more: { replyTo?: number; mentions?: string[] } = {}) =>
  value(await user.socket.request('send-chat', { messageId: `m${nextId++}`, text, ...more })).seq;
const remove = (user: TestUser, seq: number, messageId = `m${nextId++}`) =>
  user.socket.request('delete-chat', { messageId, seq });
const history = async (user: TestUser) => value(await user.socket.request('fetch-chat', { afterSeq: 0 })).messages;

/** A host, a co-host and two members. */
async function cast() {
  const { host, friends, code } = await partyOf(server.url, 3);
  const [co, ana, kei] = friends as [TestUser, TestUser, TestUser];
  value(await host.socket.request('set-role', { memberId: co.id, role: 'co-host' }));
  return { host, co, ana, kei, code };
}

describe('chat', () => {
  it('carries scene, answer and mentions; who is not here is not mentioned', async () => {
    const { host, ana, kei } = await cast();
    const first = await say(ana, 'look at the coat');
    value(await host.command('video-seek', 120));
    await say(kei, '@Host yes', { replyTo: first, mentions: [host.id, host.id, 'nobody'] });
    const [before, after] = await history(host);
    expect(before).toMatchObject({ position: 0, epoch: 0 });
    expect(after).toMatchObject({ position: 120, epoch: 0, replyTo: first, mentions: [host.id] });
    expect(before).not.toHaveProperty('mentions');
  });

  it('cleans text at the border', async () => {
    const { host, ana } = await cast();
    await say(ana, ' e\u0301t\u202e\u0000\u200b  e\n');
    expect((await history(host))[0]?.text).toBe('ét e');
    const send = (text: string) => ana.socket.request('send-chat', { messageId: 'x', text });
    expect(codeOf(await send('\u202e\u200b'))).toBe('bad-request');
    expect(codeOf(await send('x'.repeat(501)))).toBe('bad-request');
    expect(codeOf(await send('x'.repeat(500)))).toBe('ok');
  });

  it('gives older pages on request', async () => {
    const { host, ana } = await cast();
    const many = CHAT_PAGE + 20;
    for (let n = 0; n < many; n++) await say(ana, `line ${n}`);
    const page = value(await host.socket.request('fetch-chat', { beforeSeq: many }));
    expect(page.messages.map((one) => one.seq)).toEqual(Array.from({ length: CHAT_PAGE }, (_, n) => n + 20));
    const rest = value(await host.socket.request('fetch-chat', { beforeSeq: 20 }));
    expect(rest.messages).toHaveLength(19);
    expect(codeOf(await host.socket.rubbish('fetch-chat', {}))).toBe('bad-request');
  });

  it('tells who types, and not every finger of it', async () => {
    const { host, ana } = await cast();
    value(await ana.socket.request('chat-typing', {}));
    expect(await host.socket.hears('member-typing')).toEqual({ memberId: ana.id });
    const codes: string[] = [];
    for (let n = 0; n < 10; n++) codes.push(codeOf(await ana.socket.request('chat-typing', {})));
    expect(codes).toContain('rate-limited');
  });
});

describe('moderation of chat', () => {
  it('takes words away from the store and from every screen, once', async () => {
    const { host, ana, kei } = await cast();
    const seq = await say(ana, 'the brother did it');
    const entry = value(await remove(ana, seq, 'deed'));
    expect(value(await remove(ana, seq, 'deed'))).toEqual(entry);
    const heard = await kei.socket.hears('chat-message', (one) => one.removes?.includes(seq) === true);
    expect(heard).toMatchObject({ seq: entry.seq, memberId: ana.id });
    await until(() => host.socket.all('chat-message').length === 2, 'no third entry');
    const kept = await history(host);
    expect(kept[0]).toMatchObject({ seq, text: REDACTED, removed: 'author' });
    expect(JSON.stringify(kept)).not.toContain('brother');
    expect(kept.map((one) => one.seq)).toEqual([1, 2]);
  });

  it('is for who outranks the author; an own message is one’s own', async () => {
    const { host, co, ana, kei } = await cast();
    const [byHost, byCo, byAna] = [await say(host, 'a'), await say(co, 'b'), await say(ana, 'c')];
    expect(codeOf(await remove(kei, byAna))).toBe('not-allowed');
    expect(codeOf(await remove(ana, byHost))).toBe('not-allowed');
    expect(codeOf(await remove(co, byHost))).toBe('not-allowed');
    expect(codeOf(await remove(co, byAna))).toBe('ok');
    expect(codeOf(await remove(host, byCo))).toBe('ok');
    expect(codeOf(await remove(host, byHost))).toBe('ok');
    expect(codeOf(await remove(host, 99))).toBe('not-found');
    // A deed is no message.
    expect(codeOf(await remove(host, 4))).toBe('not-found');
    expect((await history(host)).slice(0, 3).map((one) => one.removed)).toEqual(['author', 'moderator', 'moderator']);
  });

  it('mutes: no words, no reactions, no typing; leaving and coming back is no way round', async () => {
    const { host, co, ana, kei, code } = await cast();
    value(await co.socket.request('mute-member', { memberId: ana.id, muted: true }));
    await kei.socket.hears('member-updated', (member) => member.id === ana.id && member.muted === true);
    const tries = async () => [
      codeOf(await ana.socket.request('send-chat', { messageId: `m${nextId++}`, text: 'x' })),
      codeOf(await ana.socket.request('send-reaction', { emoji: '👏' })),
      codeOf(await ana.socket.request('chat-typing', {})),
    ];
    expect(await tries()).toEqual(['muted', 'muted', 'muted']);
    value(await ana.socket.request('leave-party', {}));
    await ana.join(code);
    expect(await tries()).toEqual(['muted', 'muted', 'muted']);
    expect(codeOf(await co.socket.request('mute-member', { memberId: host.id, muted: true }))).toBe('not-allowed');
    expect(codeOf(await co.socket.request('mute-member', { memberId: 'nobody', muted: true }))).toBe('not-found');
    value(await host.socket.request('mute-member', { memberId: ana.id, muted: false }));
    expect(await tries()).toEqual(['ok', 'ok', 'ok']);
  });
});

describe('reactions', () => {
  it('are kept with their scene, and survive a restart of the server', async () => {
    const dataDir = await scratchDir();
    const first = await startServer({ logLevel: 'error', dataDir });
    const { host, friends, code } = await partyOf(first.url, 1);
    const ana = friends[0] as TestUser;
    value(await host.command('video-seek', 90));
    value(await ana.socket.request('send-reaction', { emoji: '👏' }));
    expect(await host.socket.hears('reaction')).toEqual({ memberId: ana.id, emoji: '👏', position: 90, epoch: 0 });
    await first.close();
    const second = await startServer({ logLevel: 'error', port: first.port, dataDir });
    try {
      await host.join(code);
      const kept = value(await host.socket.request('fetch-reactions', {}));
      expect(kept).toEqual({ epoch: 0, reactions: [{ memberId: ana.id, emoji: '👏', position: 90 }] });
      const content = { siteId: 'youtube', mediaKey: 'other', title: 'Another' };
      const { epoch, rev } = host.snapshot.timeline;
      const change = { commandId: 'c', epoch, baseRev: rev, currentTime: 0, content, playing: false };
      value(await host.socket.request('change-content', change));
      expect(value(await host.socket.request('fetch-reactions', {}))).toEqual({ epoch: 1, reactions: [] });
    } finally {
      await second.close();
      await rm(dataDir, { recursive: true });
    }
  });

  it('are emoji, and nothing else', async () => {
    const { host } = await cast();
    const code = async (emoji: string) => codeOf(await host.socket.request('send-reaction', { emoji }));
    for (const emoji of ['👍', '👨‍👩‍👧‍👦', '🇧🇷', '1️⃣', '👍🏽', '❤️']) expect(await code(emoji), emoji).toBe('ok');
    for (const emoji of ['', 'hi', 'a👍', '👍 👍', '<b>', '\u202e'])
      expect(await code(emoji), emoji).toBe('bad-request');
  });
});
