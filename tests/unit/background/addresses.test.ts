import { describe, expect, test } from 'vitest';
import { knowsMore, showsTitle, tabTarget, watchUrlOf } from '../../../extension/background/tab-target.ts';
import { readInvite } from '../../../shared/party/invite.ts';
import { parseServerUrl } from '../../../shared/protocol/server-address.ts';
import { netflix } from './samples.ts';

describe('[B5] the address of a server', () => {
  test.each([
    ['party.example.org', 'https://party.example.org'],
    ['https://party.example.org/some/path?x=1', 'https://party.example.org'],
    ['wss://party.example.org:8443', 'https://party.example.org:8443'],
    ['localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://localhost:3443', 'https://localhost:3443'],
  ])('%s is %s', (typed, origin) => {
    expect(parseServerUrl(typed)).toEqual({ ok: true, value: origin });
  });

  test.each([
    'http://party.example.org',
    'ws://10.0.0.7:3000',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'ftp://party.example.org',
    'javascript:alert(1)',
    'https://user:pass@party.example.org',
    '',
    'https://',
  ])('%s is refused', (typed) => {
    expect(parseServerUrl(typed)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });
});

describe('invitations', () => {
  test('a bare code leaves the server to us, a link names its own', () => {
    expect(readInvite(' k7q f2m xda ')).toEqual({ partyCode: 'K7Q-F2M-XDA', serverUrl: null });
    expect(readInvite('https://party.example.org/join/K7Q-F2M-XDA?x#y')).toEqual({
      partyCode: 'K7Q-F2M-XDA',
      serverUrl: 'https://party.example.org',
    });
  });

  test('[B5] a link over plain http of another computer is no invitation', () => {
    expect(readInvite('http://party.example.org/join/K7Q-F2M-XDA')).toBeNull();
  });

  test.each(['hello', '', 'https://www.netflix.com/watch/81'])('"%s" is none', (text) => {
    expect(readInvite(text)).toBeNull();
  });
});

describe('which tab takes a joiner to the film', () => {
  const kind = (url: string | null, blank = false) => tabTarget(url, netflix(), blank).kind;

  test('the one that shows it stays as it is', () => {
    expect(kind('https://www.netflix.com/watch/81?trackId=1')).toBe('stay');
  });

  test.each(['https://party.example.org/join/K7Q-F2M-XDA', 'about:blank', 'chrome://newtab/', 'about:newtab'])(
    '%s gives way to it',
    (url) => expect(kind(url)).toBe('navigate'),
  );

  test.each(['https://www.netflix.com/watch/82', 'https://mail.example.org/', 'chrome://settings/'])(
    '%s is left alone',
    (url) => expect(kind(url)).toBe('new-tab'),
  );

  test('a tab that nobody may look into gives way only if the popup saw that it is blank', () => {
    expect(kind(null)).toBe('new-tab');
    expect(kind(null, true)).toBe('navigate');
  });

  test('without a film nothing moves', () => {
    expect(tabTarget('https://mail.example.org/', null)).toEqual({ kind: 'stay' });
  });
});

describe('[decision 8] addresses are made by the site’s own template', () => {
  test.each(['81/../../login', 'https://evil.example/', 'javascript:alert(1)'])('key %s leads nowhere', (key) => {
    expect(watchUrlOf(netflix(key))).toBeNull();
  });

  test('an unknown site leads nowhere', () => {
    expect(watchUrlOf({ siteId: 'toString', mediaKey: '1', title: '' })).toBeNull();
  });

  test('a title is recognised by site and key', () => {
    expect(watchUrlOf(netflix())).toBe('https://www.netflix.com/watch/81');
    expect(showsTitle('https://www.netflix.com/de/watch/81', netflix())).toBe(true);
    expect(showsTitle('https://www.netflix.com/watch/8', netflix())).toBe(false);
    expect(showsTitle('nothing', netflix())).toBe(false);
  });
});

test('a description that knows the length or the name is better, the same one is not', () => {
  const bare = { ...netflix(), title: '' };
  expect(knowsMore(netflix(), bare)).toBe(true);
  expect(knowsMore({ ...netflix(), duration: 60 }, netflix())).toBe(true);
  expect(knowsMore(netflix(), netflix())).toBe(false);
  expect(knowsMore(bare, { ...netflix(), duration: 60 })).toBe(false);
});
