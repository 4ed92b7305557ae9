import { describe, expect, test } from 'vitest';
import { type AbsenceFacts, absenceOf } from '../../../extension/background/absence.ts';
import type { TabView } from '../../../extension/messaging/party-view.ts';
import { netflix } from './samples.ts';

const tab = (over: Partial<TabView> = {}): TabView => ({ tabId: 1, state: 'waiting', shows: null, ...over });
const facts = (over: Partial<AbsenceFacts> = {}): AbsenceFacts => ({
  hasFilm: false,
  tab: tab(),
  url: 'https://www.netflix.com/browse',
  content: netflix(),
  sentTo: null,
  ...over,
});

describe('how somebody stands who has no film', () => {
  test('a frame with a film speaks for itself', () => expect(absenceOf(facts({ hasFilm: true }))).toBeNull());

  test('what the page says of itself comes first', () => {
    const trouble = tab({ trouble: 'no-subscription' });
    expect(absenceOf(facts({ tab: trouble, hasFilm: true }))).toBe('no-subscription');
  });

  test('who was sent to the title and stands on another page of the site was turned away', () => {
    expect(absenceOf(facts({ sentTo: '81' }))).toBe('unavailable');
    expect(absenceOf(facts({ sentTo: '81', tab: tab({ state: 'elsewhere' }) }))).toBe('unavailable');
  });

  test('not so who went there themselves, is still on the way, is on another site, or was sent elsewhere', () => {
    expect(absenceOf(facts())).toBe('no-film');
    expect(absenceOf(facts({ sentTo: '81', tab: tab({ state: 'opening' }) }))).toBe('no-film');
    expect(absenceOf(facts({ sentTo: '81', url: 'https://films.example/' }))).toBe('no-film');
    expect(absenceOf(facts({ sentTo: '81', url: 'https://www.netflix.com/watch/81' }))).toBe('no-film');
    expect(absenceOf(facts({ sentTo: '81', url: 'https://www.netflix.com/watch/82' }))).toBe('no-film');
    expect(absenceOf(facts({ sentTo: '82' }))).toBe('no-film');
    expect(absenceOf(facts({ tab: null, url: null, content: null }))).toBe('no-film');
  });
});
