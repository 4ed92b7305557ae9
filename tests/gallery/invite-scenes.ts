import { invitePage, noPartyPage } from '../../server/http/invite-page.ts';
import { en, type InviteWords } from '../../server/http/invite-words/en.ts';
import { LANGUAGE_CODES } from '../../shared/languages.ts';
import type { PartyPreview } from '../../shared/protocol/api.ts';
import { stretch } from './pseudo.ts';

const PARTY: PartyPreview = {
  partyCode: 'K7Q-F2M-XDA',
  name: 'Friday film club',
  content: { siteId: 'netflix', mediaKey: '1', title: 'The Door', series: 'The Long Way Home', season: 2, episode: 4 },
  hostName: 'Mira',
  watchingNow: 3,
  startsAt: null,
  inviteUrl: 'https://party.example/join/K7Q-F2M-XDA',
  locked: false,
};
const LONG = {
  name: 'The very long named club of people who watch films on Fridays and Donaudampfschifffahrtselektrizitätenfreunde',
  hostName: 'Jonathan Featherstonehaugh-Smythe',
};
const NOW = Date.UTC(2026, 0, 2);
const PLANNED = { startsAt: Date.UTC(2026, 0, 4, 19, 30), watchingNow: 0, content: null, locked: true };
const SHOP = 'https://extension.example/watchparty';
/** The language that nobody speaks, for this page. */
const PSEUDO = Object.fromEntries(Object.entries(en).map(([key, text]) => [key, stretch(text)])) as InviteWords;

/** Those that no scene below speaks. */
const OTHERS = LANGUAGE_CODES.filter((code) => !['en', 'de', 'ar', 'ja'].includes(code));

/** name -> the server's page as it is sent. */
export const INVITE_SCENES: Record<string, string> = {
  invite: invitePage(PARTY, SHOP, NOW, 'en'),
  'invite-de': invitePage({ ...PARTY, ...LONG }, null, NOW, 'de'),
  'invite-ar': invitePage(PARTY, SHOP, NOW, 'ar'),
  'invite-ja': invitePage({ ...PARTY, ...PLANNED }, SHOP, NOW, 'ja'),
  ...Object.fromEntries(
    OTHERS.map((code) => [`invite-${code}`, invitePage({ ...PARTY, ...PLANNED, ...LONG }, SHOP, NOW, code)]),
  ),
  'invite-planned': invitePage({ ...PARTY, ...PLANNED }, null, NOW, 'en'),
  'invite-ended': noPartyPage('ended', 'en'),
  'invite-unknown-ar': noPartyPage('unknown', 'ar'),
  'invite-pseudo': invitePage({ ...PARTY, ...LONG, locked: true }, SHOP, NOW, 'en', PSEUDO),
  'invite-planned-pseudo': invitePage({ ...PARTY, ...PLANNED }, null, NOW, 'en', PSEUDO),
  'invite-busy-pseudo': noPartyPage('busy', 'en', PSEUDO),
};
