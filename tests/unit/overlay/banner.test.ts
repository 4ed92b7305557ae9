import { describe, expect, it } from 'vitest';
import { chooseBanner, dismissible, ticks } from '../../../extension/overlay/banner.ts';
import { bannerWords } from '../../../extension/overlay/parts/banner-view.tsx';
import type { Hold } from '../../../shared/party/party.ts';
import { PERMISSIONS } from '../../../shared/party/permissions.ts';
import { local, view } from './views.ts';

const moment = { partyNow: 50_000, wallNow: 1_000_000 };
const hold = (...memberIds: string[]): Hold => ({ memberIds, until: 63_200, reason: 'buffering' });
const choose = (v = view(), l: ReturnType<typeof local> | null = local()) => chooseBanner(v, l, moment);
const sync = (state: 'other-title' | 'other-cut' | 'unavailable' | 'no-subscription') =>
  local({ sync: { state, skewMs: null, clockBoundMs: null } });
const words = (banner: ReturnType<typeof choose>) => banner && bannerWords(banner);

describe('banner', () => {
  it('is none when all is well', () => expect(choose()).toBeNull());

  it('[S23] names who the party waits for, why and until when', () => {
    const banner = choose(view({ hold: hold('ana') }));
    expect(banner).toMatchObject({ kind: 'waiting', you: false, seconds: 14, mayContinue: true });
    expect(words(banner)).toEqual({ title: 'Waiting for Ana', detail: 'Buffering, goes on in 14\u00a0s' });
    expect(ticks(banner)).toBe(true);
  });

  it('[S23] tells oneself that the others wait', () => {
    expect(words(choose(view({ hold: hold('mira') })))?.title).toBe('The others are waiting for you');
    expect(words(choose(view({ hold: hold('mira', 'ana') })))?.title).toBe('Waiting for you and Ana');
  });

  it('[P1] offers to go on only to who may', () => {
    for (const mayControl of [false, true])
      expect(choose(view({ hold: hold('ana'), mayControl }))).toMatchObject({ mayContinue: mayControl });
    // The page is told the one, for the other follows the same rule.
    expect(PERMISSIONS['continue-without']).toEqual(PERMISSIONS['control-playback']);
  });

  it('[S23] counts down to nothing, never below', () => {
    const late = chooseBanner(view({ hold: hold('ana') }), local(), { ...moment, partyNow: 99_000 });
    expect(words(late)?.detail).toBe('Buffering, going on');
    expect(ticks(late)).toBe(false);
    const noClock = chooseBanner(view({ hold: hold('ana') }), local(), { ...moment, partyNow: null });
    expect(words(noClock)?.detail).toBe('Buffering');
  });

  it('[S26] asks for the click before all else', () => {
    const offline = view({ hold: hold('ana'), connection: { state: 'offline', nextTryAt: null } });
    const banner = choose(offline, local({ needsClick: true, partyPosition: 750 }));
    expect(words(banner)?.title).toBe('Click to join at 12:30');
    expect(banner && dismissible(banner)).toBe(false);
    expect(words(banner)?.detail).toContain('before this page may play');
    const framed = choose(view(), local({ needsClick: true, ownFrame: false }));
    expect(words(framed)?.detail).toBe('If nothing happens, click on the film itself.');
  });

  it('[S27] says that the film goes on while offline, and repeats nothing that the server said before', () => {
    const connection = { state: 'offline', nextTryAt: 1_003_400 } as const;
    expect(words(choose(view({ connection, hold: hold('ana') })))).toEqual({
      title: 'Offline',
      detail: 'The film goes on. Next try in 4\u00a0s.',
    });
  });

  it('says who takes the tab where, and when, before it goes', () => {
    const content = {
      siteId: 'netflix',
      mediaKey: '2',
      title: 'Chapter 2',
      series: 'The Long Way',
      season: 1,
      episode: 2,
    };
    const banner = choose(view({ going: { content, by: 'Ana', until: 1_003_400 } }), sync('other-title'));
    expect(words(banner)).toEqual({
      title: 'Going with Ana to The Long Way · Season 1, episode 2',
      detail: 'In 4\u00a0s',
    });
    expect(ticks(banner)).toBe(true);
    expect(banner && dismissible(banner)).toBe(false);
  });

  it('names the site that does not show the title, or wants an account', () => {
    expect(words(choose(view(), sync('unavailable')))?.title).toBe('Netflix does not show you this title');
    expect(words(choose(view(), sync('no-subscription')))?.title).toBe('Netflix wants you to sign in');
  });

  it('[decision 8] shows the address of a page of its own before it is opened', () => {
    const service = { name: '', address: 'films.example/x' };
    expect(words(choose(view({ service }), sync('other-title')))?.detail).toBe('films.example/x');
  });

  it('[S25] offers no way to a title on a site that this version does not know', () => {
    const content = { siteId: 'of-tomorrow', mediaKey: '1', title: 'The Door' };
    expect(choose(view({ content, service: null }), sync('other-title'))).toMatchObject({ mayGo: false });
  });

  it('says why the server will not have us', () => {
    const connection = { state: 'refused', error: { code: 'client-too-old' } } as const;
    expect(words(choose(view({ connection })))?.detail).toContain('Update the extension');
  });

  it('[S25] says which title the party is at and offers to go there', () => {
    expect(words(choose(view(), sync('other-title')))?.title).toBe('The party is watching The Door');
    expect(choose(view(), sync('other-title'))).toMatchObject({ mayGo: true });
    expect(choose(view({ content: null }), sync('other-title'))).toMatchObject({ mayGo: false });
    expect(choose(view(), sync('other-cut'))).toEqual({ kind: 'other-cut' });
  });
});
