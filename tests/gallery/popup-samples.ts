import type { TabFilm } from '../../extension/messaging/messages.ts';
import type { AppView } from '../../extension/messaging/party-view.ts';
import type { FirstRun } from '../../extension/popup/stores/first-run-store.ts';
import type { Account, PartyPreview, PartySummary } from '../../shared/protocol/api.ts';
import { ok, type Result } from '../../shared/protocol/errors.ts';
import { LONG, view } from './people.ts';

export interface PopupScene {
  view: AppView;
  /** What the background answers, by the name of the request. Everything else is answered with nothing. */
  answers?: Record<string, Result<unknown>>;
  tabId?: number | null;
  /** How far somebody new has come; done if not named. */
  stage?: FirstRun['stage'];
  /** The invitation that the server was switched for. */
  link?: string;
}

const CODE = 'K7Q-F2M-XDA';
export const INVITE = `https://party.example/join/${CODE}`;
export const ACCOUNT: Account = {
  id: 'mira',
  username: 'Mira',
  email: 'mira@example.org',
  guest: false,
  avatar: { hue: 200, emoji: '' },
  streamingServices: ['netflix', 'youtube'],
};
export const PICTURED: Account = { ...ACCOUNT, avatar: { ...ACCOUNT.avatar, picture: 'portrait' } };
export const FILM = view().content;

export const app = (patch: Partial<AppView> = {}): AppView => ({
  serverUrl: 'https://party.example',
  account: ACCOUNT,
  connection: { state: 'online', rttMs: 31, boundMs: 15 },
  party: null,
  farewell: null,
  pending: null,
  problem: null,
  ...patch,
});

type Party = NonNullable<AppView['party']>;
export const party = (patch: Partial<Party> = {}): Party => ({
  ...view(),
  partyCode: CODE,
  inviteUrl: INVITE,
  isHost: true,
  tab: { tabId: 1, state: 'playing', shows: FILM },
  ...patch,
});

/** One that the invitation is not to. */
export const elsewhere = (patch: Partial<Party> = {}) =>
  party({ partyCode: 'B3M-9QX-T4Y', settings: { ...view().settings, name: 'Movies with Kei' }, ...patch });

export const film = (patch: Partial<TabFilm> = {}): Result<TabFilm> =>
  ok({
    url: 'https://www.netflix.com/watch/1',
    siteId: 'netflix',
    origins: ['https://www.netflix.com/*'],
    content: FILM && { ...FILM, duration: 3_060 },
    hasVideo: true,
    frameOrigins: [],
    invite: null,
    ...patch,
  });
/** What every tab without a film answers. */
export const nothing = film({ url: 'https://example.org', siteId: null, content: null, hasVideo: false, origins: [] });

export const summary = (name: string, patch: Partial<PartySummary> = {}): PartySummary => ({
  partyCode: `${name.length}AA-AAA-AAA`,
  name,
  content: FILM,
  hostName: 'Ana',
  isHost: false,
  memberCount: 4,
  watchingNow: 0,
  status: 'past',
  startsAt: null,
  createdAt: Date.UTC(2026, 0, 2),
  settings: view().settings,
  inviteUrl: INVITE,
  ...patch,
});
export const PLANNED = { status: 'scheduled', startsAt: Date.UTC(2026, 0, 4, 19, 30) } as const;
const PARTIES = [
  summary('Friday film club', { status: 'live', watchingNow: 3, isHost: true, hostName: 'Mira' }),
  summary('Sunday with grandma', PLANNED),
  summary('Hitchcock in order', { hostName: 'Kei' }),
];
export const LONG_NAME = 'The very long named club of people who watch films on Fridays';
export const LONG_PARTIES = [
  summary(LONG_NAME, { status: 'live', watchingNow: 12, isHost: true, hostName: LONG.name }),
  summary(`${LONG_NAME} and Sundays`, PLANNED),
];
export const PAGE = {
  siteId: 'generic',
  mediaKey: 'https://films.example/a-long-way/to/the/page',
  title: 'The long way',
};
/** Of a newer version: this one has never heard of it. */
export const UNKNOWN = { siteId: 'odeon', mediaKey: '1', title: 'The long way' };
export const preview: PartyPreview = { ...PARTIES[0]!, hostName: 'Ana', watchingNow: 3, locked: false };

const invitation = film({
  url: INVITE,
  siteId: 'generic',
  invite: { partyCode: CODE, serverUrl: 'https://party.example' },
  content: null,
  hasVideo: false,
});
export const LONG_FILM = film({
  content: FILM && { ...FILM, title: `${LONG_NAME}, part two: the return`, series: LONG_NAME, duration: 3_060 },
});
export const invited = (of: Result<PartyPreview>) => ({ 'popup:look-at-tab': invitation, 'popup:preview': of });

export const parties = (list: readonly PartySummary[] = PARTIES) => ({ 'popup:parties': ok(list) });
export const at = (tab: Partial<NonNullable<Party['tab']>>) =>
  app({ party: party({ tab: { tabId: 1, state: 'playing', shows: null, ...tab } }) });
export const ended = (farewell: NonNullable<AppView['farewell']>): PopupScene => ({ view: app({ farewell }) });
