import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, type ApiName } from '../../shared/protocol/api.ts';
import { REQUESTS, type RequestName } from '../../shared/protocol/events.ts';
import { callApi, codeOf, partyOf, TestUser, value } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterAll(() => server.close());

const KINDS = ['host', 'co-host', 'member', 'removed', 'stranger'] as const;
type Kind = (typeof KINDS)[number];

/** Who may what in a party of control mode `everyone`: the whole table, each event with a row (P1). */
const EVENTS: Record<RequestName, Record<Kind, string>> = {
  'join-party': { host: 'ok', 'co-host': 'ok', member: 'ok', removed: 'banned', stranger: 'ok' },
  'leave-party': inside('ok'),
  'video-play': inside('ok'),
  'video-pause': inside('ok'),
  'video-seek': inside('ok'),
  'video-rate': inside('ok'),
  'change-content': inside('ok'),
  'request-sync': inside('ok'),
  'clock-ping': { ...inside('ok'), removed: 'ok', stranger: 'ok' },
  'report-status': inside('ok'),
  'continue-without': inside('ok'),
  'send-chat': inside('ok'),
  'fetch-chat': inside('ok'),
  'delete-chat': { ...inside('ok'), member: 'not-allowed' },
  'mute-member': { ...inside('ok'), member: 'not-allowed' },
  'chat-typing': inside('ok'),
  'send-reaction': inside('ok'),
  'fetch-reactions': inside('ok'),
  'set-role': { ...inside('not-allowed'), host: 'ok' },
  'kick-member': { ...inside('ok'), member: 'not-allowed' },
};

function inside(code: string): Record<Kind, string> {
  return { host: code, 'co-host': code, member: code, removed: 'not-a-member', stranger: 'not-a-member' };
}

/** A party with one of each kind; the stranger sits in another party. */
async function cast() {
  const { host, friends, code } = await partyOf(server.url, 4);
  const [co, member, removed, target] = friends as [TestUser, TestUser, TestUser, TestUser];
  value(await host.socket.request('set-role', { memberId: co.id, role: 'co-host' }));
  value(await host.socket.request('kick-member', { memberId: removed.id, ban: true }));
  const other = await partyOf(server.url, 0);
  const who: Record<Kind, TestUser> = { host, 'co-host': co, member, removed, stranger: other.host };
  return { who, code, target, others: [host, co, member, target] };
}

const payloadFor = (code: string, target: TestUser) => {
  const command = { commandId: randomUUID(), epoch: 0, baseRev: 0, mediaKey: 'abcdefghijk', currentTime: 1 };
  const content = { siteId: 'youtube', mediaKey: 'abcdefghijk', title: 'New title' };
  return {
    'join-party': { partyCode: code },
    'video-play': command,
    'video-pause': command,
    'video-seek': command,
    'video-rate': { ...command, rate: 1.5 },
    'change-content': { ...command, content, playing: false },
    'report-status': { state: 'in-step', ready: true, skewMs: 0, clockBoundMs: 0 },
    'send-chat': { messageId: randomUUID(), text: 'hello' },
    'fetch-chat': { afterSeq: 0 },
    'send-reaction': { emoji: '👍' },
    'delete-chat': { messageId: randomUUID(), seq: 1 },
    'mute-member': { memberId: target.id, muted: true },
    'set-role': { memberId: target.id, role: 'co-host' },
    'kick-member': { memberId: target.id, ban: false },
  } as Partial<Record<RequestName, unknown>>;
};

/** Something to delete. @returns its number, once everybody has heard it */
async function say(speaker: TestUser, audience: TestUser[]): Promise<number> {
  const { seq } = value(await speaker.socket.request('send-chat', { messageId: randomUUID(), text: 'mine' }));
  for (const one of audience) await one.socket.hears('chat-message');
  return seq;
}

describe('[P1] every event, by everybody', () => {
  it.each(Object.keys(REQUESTS) as RequestName[])(
    '%s',
    async (name) => {
      for (const kind of KINDS) {
        const { who, code, target, others } = await cast();
        const actor = who[kind];
        const said = name === 'delete-chat' ? await say(target, others) : 0;
        const payload = payloadFor(code, target)[name] ?? {};
        // A stranger who takes part from the outside sits in a party of their own: that one must not be touched for this one.
        if (kind === 'stranger' && name !== 'join-party' && name !== 'clock-ping') {
          const before = others.map((one) => one.socket.heard.length);
          await actor.socket.rubbish(name, payload);
          const snapshot = value(await who.host.socket.request('request-sync', {}));
          expect(snapshot.timeline.rev, kind).toBe(0);
          expect(snapshot.chatSeq).toBe(said);
          expect(others.map((one) => one.socket.heard.length)).toEqual(before);
          continue;
        }
        expect(codeOf(await actor.socket.rubbish(name, payload)), `${name} by ${kind}`).toBe(EVENTS[name][kind]);
      }
    },
    60_000,
  );
});

describe('[P1] every route', () => {
  it.each((Object.keys(API) as ApiName[]).filter((name) => API[name].auth === 'user'))(
    '%s is not for the anonymous',
    async (name) => {
      const result = await callApi(server.url, name, { code: 'K7Q-F2M-XDA' });
      expect(result).toMatchObject({ status: 401, error: { code: 'not-signed-in' } });
    },
  );

  /** Routes of one party: host, co-host, member, banned, member of another party. */
  const ROUTES: Partial<Record<ApiName, Record<Kind, string>>> = {
    previewParty: { host: 'ok', 'co-host': 'ok', member: 'ok', removed: 'ok', stranger: 'ok' },
    getParty: inside('ok'),
    joinParty: { host: 'ok', 'co-host': 'ok', member: 'ok', removed: 'banned', stranger: 'ok' },
    updateParty: { ...inside('ok'), member: 'not-allowed' },
    rememberParty: { host: 'ok', 'co-host': 'ok', member: 'ok', removed: 'banned', stranger: 'ok' },
    leaveParty: inside('ok'),
    forgetParty: { ...inside('ok'), host: 'not-allowed' },
    endParty: { ...inside('not-allowed'), host: 'ok' },
    listBanned: { ...inside('ok'), member: 'not-allowed' },
    listAway: { ...inside('ok'), member: 'not-allowed' },
    unban: { ...inside('ok'), member: 'not-allowed' },
  };

  it.each(Object.entries(ROUTES))(
    '%s',
    async (name, table) => {
      for (const kind of KINDS) {
        const { who, code } = await cast();
        const inputs = { updateParty: { name: 'New name' }, unban: { memberId: who.removed.id } };
        const input = ((inputs as Record<string, unknown>)[name] ?? {}) as never;
        expect(codeOf(await who[kind].api(name as ApiName, { code, input })), `${name} by ${kind}`).toBe(table[kind]);
      }
    },
    60_000,
  );

  it('the table has every route with a party in its path', () => {
    const withCode = (Object.keys(API) as ApiName[]).filter((name) => API[name].path.includes(':code'));
    expect(Object.keys(ROUTES).toSorted()).toEqual(withCode.toSorted());
  });

  it('[P5] a user has a bounded number of parties', async () => {
    const user = await TestUser.guest(server.url);
    for (let n = 0; n < 50; n++) await user.create();
    expect(codeOf(await user.api('createParty', { input: { name: 'One more' } }))).toBe('too-many-parties');
  }, 60_000);
});

describe('[P5] rates', () => {
  it('over the limit is a code with a time, and the socket stays', async () => {
    const { host } = await partyOf(server.url, 0);
    const results = await Promise.all(
      Array.from({ length: 15 }, (_, n) => host.socket.request('send-chat', { messageId: `m${n}`, text: 'x' })),
    );
    const refused = results.filter((one) => !one.ok);
    expect(refused.length).toBeGreaterThan(0);
    for (const one of refused)
      expect(one).toMatchObject({ error: { code: 'rate-limited', retryAfterMs: expect.any(Number) } });
    expect(codeOf(await host.command('video-play', 0))).toBe('ok');
  });

  it('[P4] guessing codes stops after a few', async () => {
    const { host, code } = await partyOf(server.url, 0);
    const guesser = await TestUser.guest(server.url);
    const codes: string[] = [];
    for (let n = 0; n < 12; n++) {
      // A new socket for each few: the count is the user's.
      if (n % 5 === 0) await guesser.connect();
      codes.push(codeOf(await guesser.socket.request('join-party', { partyCode: 'K7Q-F2M-XDA' })));
    }
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('party-not-found'));
    expect(codes.at(-1)).toBe('rate-limited');
    expect(codeOf(await host.socket.request('join-party', { partyCode: code }))).toBe('ok');
  });
});

describe('the invite page', () => {
  it('says who invites to what, escapes everything, runs nothing', async () => {
    const host = await TestUser.guest(server.url, '<b>Eve</b>');
    const content = { siteId: 'youtube', mediaKey: 'abcdefghijk', title: '"><script>alert(1)</script>' };
    const { partyCode, inviteUrl } = await host.create({ name: "Film <img src=x onerror='1'>", content });
    expect(new URL(inviteUrl).pathname).toBe(`/join/${partyCode}`);
    const response = await fetch(`${server.url}/join/${partyCode.toLowerCase()}`);
    const html = await response.text();
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'/);
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? '');
    expect(scripts).toHaveLength(1);
    expect(policy).toContain(
      createHash('sha256')
        .update(scripts[0] as string)
        .digest('base64'),
    );
    expect(html.replace(/<script>[\s\S]*?<\/script>/, '')).not.toMatch(/<script|<img|<b>/);
    expect(html).toContain('&lt;b&gt;Eve&lt;/b&gt;</bdi> invites you');
    expect(html).toContain(partyCode);
    expect(html).toContain('click the WatchParty icon in your toolbar');
    // What a messenger shows of the link, and what a phone says of itself.
    expect(html).toContain('<meta property="og:title" content="Film &lt;img src=x onerror=&#39;1&#39;&gt;">');
    expect(html).toContain(
      '<meta property="og:description" content="&lt;b&gt;Eve&lt;/b&gt; invites you to watch together">',
    );
    expect(html).toContain('on a computer, not on a phone');
  });

  it('names the service, and of a scheduled party the time, with a calendar file', async () => {
    const host = await TestUser.guest(server.url, 'Mira');
    // In a hundred days: a party is not planned for years ahead.
    const startsAt = new Date(Date.now() + 100 * 86_400_000).setUTCHours(18, 30, 0, 0);
    const iso = new Date(startsAt).toISOString();
    const weekday = new Date(startsAt).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
    const { partyCode } = await host.create({ startsAt, name: 'May day' });
    const html = await (await fetch(`${server.url}/join/${partyCode}`)).text();
    expect(html).toContain('<bdi>Big Buck Bunny</bdi>, on <bdi>YouTube</bdi>');
    expect(html).toContain(`<time datetime="${iso}">${weekday}`);
    const file = /href="([^"]+\.ics)"/.exec(html)?.[1] ?? '';
    const response = await fetch(server.url + file);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('watchparty.ics');
    expect(await response.text()).toContain(`DTSTART:${iso.replace(/[-:]|\.000/g, '')}`);
    const { partyCode: undated } = await host.create();
    expect((await fetch(`${server.url}/join/${undated}/party.ics`)).status).toBe(404);
    expect((await fetch(`${server.url}/join/K7Q-F2M-XDA/party.ics`)).status).toBe(404);
  });
  it('speaks the reader’s language where we do, from right to left where that is', async () => {
    const host = await TestUser.guest(server.url, 'Mira');
    const { partyCode } = await host.create();
    const read = async (path: string, wanted: string) =>
      (await fetch(server.url + path, { headers: { 'Accept-Language': wanted } })).text();
    const german = await read(`/join/${partyCode}`, 'xx, de-AT;q=0.8, en;q=0.5');
    expect(german).toContain('<html lang="de" dir="ltr">');
    expect(german).toContain('<bdi>Mira</bdi> lädt dich ein');
    expect(await read('/join/K7Q-F2M-XDA', 'ar')).toContain('<html lang="ar" dir="rtl">');
    expect(await read(`/join/${partyCode}`, 'xx')).toContain('<html lang="en" dir="ltr">');
  });
  it('is friendly where there is no party', async () => {
    for (const code of ['K7Q-F2M-XDA', 'nonsense', '%3Cscript%3E']) {
      const response = await fetch(`${server.url}/join/${code}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('There is no party here');
    }
  });
  it('says in the reader’s words that too many were opened, and when it works again', async () => {
    const small = await startServer({ httpLimits: { invitePage: 2 } });
    try {
      const read = () => fetch(`${small.url}/join/K7Q-F2M-XDA`, { headers: { 'Accept-Language': 'de-CH, en;q=0.5' } });
      for (let i = 0; i < 2; i++) expect((await read()).status).toBe(404);
      const over = await read();
      expect(over.status).toBe(429);
      expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(1);
      expect(Number(over.headers.get('retry-after'))).toBeLessThanOrEqual(900);
      expect(over.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(over.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      const html = await over.text();
      expect(html).toContain('<html lang="de" dir="ltr">');
      expect(html).toContain('In ein paar Minuten geht diese Seite wieder.');
    } finally {
      await small.close();
    }
  });
});
