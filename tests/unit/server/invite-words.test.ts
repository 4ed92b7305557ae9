import { expect, it } from 'vitest';
import { allWords } from '../../../extension/ui/catalogue.ts';
import { invitePage } from '../../../server/http/invite-page.ts';
import { en } from '../../../server/http/invite-words/en.ts';
import { INVITE_WORDS } from '../../../server/http/invite-words/index.ts';
import { LANGUAGE_CODES } from '../../../shared/languages.ts';

const slotsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

it.each(LANGUAGE_CODES.filter((code) => code !== 'en'))(
  'the invitation page says all of it in %s, in words of its own',
  (code) => {
    const words = INVITE_WORDS[code];
    for (const [key, text] of Object.entries(en)) {
      const said = words[key as keyof typeof en];
      expect(slotsOf(said), key).toEqual(slotsOf(text));
      // A slot and its punctuation may be alike in two languages; a sentence may not.
      if (text.length > 30) expect(said, key).not.toBe(text);
    }
  },
);

/** What the page and the extension both name. Who reads one after the other should meet one word. */
const SAME = [
  ['join', 'join.button'],
  ['code', 'party.code'],
  ['calendar', 'schedule.calendar'],
  ['aFilmOn', 'home.film-on'],
  ['episode', 'common.season-episode'],
] as const;

it.each(LANGUAGE_CODES)('the invitation page calls things as the extension does in %s', (code) => {
  const { messages } = allWords(code);
  for (const [here, there] of SAME)
    expect(INVITE_WORDS[code][here].replace('{service}', '{site}'), here).toBe(messages[there]);
});

const pageIn = (code: 'de' | 'ar') => {
  const content = {
    siteId: 'netflix',
    mediaKey: '1',
    title: 'The Door',
    series: 'The Long Way',
    season: 2,
    episode: 4,
  };
  const party = {
    partyCode: 'K7Q-F2M-XDA',
    name: 'Film club',
    content,
    hostName: 'Mira',
    watchingNow: 0,
    startsAt: null,
    inviteUrl: 'https://party.example/join/K7Q-F2M-XDA',
    locked: false,
  };
  return invitePage(party, null, 0, code);
};

it('a season and an episode are named in the page’s language', () => {
  expect(pageIn('de').replace(/<\/?bdi>/g, '')).toContain('The Long Way · Staffel 2, Folge 4 · The Door');
});

it('what people typed is in one piece each, and turns nothing round', () => {
  const html = pageIn('ar');
  expect(html).toContain('<h1><bdi>Film club</bdi></h1>');
  expect(html).toMatch(/<bdi>The Long Way<\/bdi> · <bdi>[^<]+<\/bdi> · <bdi>The Door<\/bdi>/);
  expect(html).not.toContain('dir="auto"');
});
