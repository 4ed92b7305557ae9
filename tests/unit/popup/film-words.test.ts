import { describe, expect, it } from 'vitest';
import type { TabFilm } from '../../../extension/messaging/messages.ts';
import { filmIn, filmWithoutAddress, siteWords } from '../../../extension/popup/film-words.ts';

const content = (siteId: string, mediaKey: string) => ({ siteId, mediaKey, title: 'A film' });
const tab = (over: Partial<TabFilm>): TabFilm => ({
  url: 'https://media.example/web/index.html#/video',
  siteId: 'jellyfin',
  origins: ['https://media.example/*'],
  content: null,
  hasVideo: true,
  frameOrigins: [],
  invite: null,
  ...over,
});

describe('where a film is, in words', () => {
  it('a service has a name; what is at an address of its own shows that too', () => {
    expect(siteWords(content('netflix', '81000001'))).toBe('Netflix');
    expect(siteWords(content('generic', 'https://films.example/bare'))).toBe('films.example');
    const item = `https://media.example:8920/${'0'.repeat(32)}`;
    expect(siteWords(content('jellyfin', item))).toBe('Jellyfin, media.example:8920');
    expect(siteWords(content('newer', 'x'))).toBe('newer');
  });

  it('a film that plays on a server of somebody’s own needs no name in its address to be started with', () => {
    expect(filmIn(tab({}))).toMatchObject({ site: 'Jellyfin', named: false });
    expect(filmIn(tab({ hasVideo: false }))).toBeNull();
    expect(filmIn(tab({ siteId: 'netflix' }))).toBeNull();
    expect(filmIn(tab({ siteId: 'generic' }))).toBeNull();
    const item = content('jellyfin', 'https://media.example/x');
    expect(filmIn(tab({ content: item }))).toMatchObject({ title: 'A film', site: 'Jellyfin, media.example' });
  });

  it('any page has an address: only one with a video has a film', () => {
    const page = tab({ siteId: 'generic', content: content('generic', 'https://films.example/bare') });
    expect(filmIn(page)).toMatchObject({ site: 'films.example', title: 'A film' });
    expect(filmIn({ ...page, hasVideo: false })).toBeNull();
  });

  it('a film on a page whose address is too long, or plain http, is not called none: the address is what is wrong', () => {
    const page = tab({ siteId: 'generic', url: `https://films.example/bare?signature=${'a'.repeat(300)}` });
    expect(filmWithoutAddress(page)).toBe('films.example');
    expect(filmWithoutAddress({ ...page, hasVideo: false })).toBeNull();
    expect(filmWithoutAddress({ ...page, content: content('generic', 'https://films.example/bare') })).toBeNull();
    expect(filmWithoutAddress({ ...page, siteId: 'youtube' })).toBeNull();
  });
});
