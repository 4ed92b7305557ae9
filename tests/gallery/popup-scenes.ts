import { fail, ok } from '../../shared/protocol/errors.ts';
import { ANA, JONATHAN, KEI, LONG, MIRA, view } from './people.ts';
import {
  ACCOUNT,
  app,
  at,
  elsewhere,
  ended,
  FILM,
  film,
  INVITE,
  invited,
  LONG_FILM,
  LONG_NAME,
  LONG_PARTIES,
  nothing,
  PAGE,
  PICTURED,
  PLANNED,
  type PopupScene,
  parties,
  party,
  preview,
  summary,
  UNKNOWN,
} from './popup-samples.ts';

/** Every state that the popup can be in before a hand does anything, by name. */
export const POPUP_SCENES = {
  services: { view: app({ account: null }), answers: { 'popup:look-at-tab': film() }, stage: 'services' },
  welcome: { view: app({ account: null }), answers: { 'popup:look-at-tab': nothing }, stage: 'name' },
  'welcome-film': { view: app({ account: null }), answers: { 'popup:look-at-tab': film() }, stage: 'name' },
  'welcome-film-long': { view: app({ account: null }), answers: { 'popup:look-at-tab': LONG_FILM }, stage: 'name' },
  'welcome-problem': {
    view: app({ account: null, problem: { code: 'offline' }, connection: { state: 'offline', nextTryAt: null } }),
    answers: { 'popup:look-at-tab': film() },
    stage: 'name',
  },
  'welcome-invited': { view: app({ account: null }), answers: invited(ok(preview)), stage: 'services' },
  'welcome-invited-long': {
    view: app({ account: null }),
    answers: invited(ok({ ...preview, name: LONG_NAME, hostName: LONG.name, content: PAGE, locked: true })),
    stage: 'services',
  },
  'welcome-invited-gone': {
    view: app({ account: null }),
    answers: invited(fail('party-not-found')),
    stage: 'services',
  },
  'welcome-permission': {
    view: app({
      account: null,
      pending: {
        kind: 'create',
        tabId: 1,
        origins: ['https://www.netflix.com/*'],
        at: Date.now(),
        guest: { name: 'Mira', streamingServices: [] },
      },
    }),
  },
  'welcome-offline': {
    view: app({ account: null, connection: { state: 'offline', nextTryAt: null } }),
    stage: 'name',
  },
  ready: { view: app(), answers: { 'popup:look-at-tab': film(), ...parties([]) }, stage: 'name' },
  home: {
    view: app(),
    answers: { 'popup:look-at-tab': film(), 'popup:test-server': ok({ ms: 31 }), ...parties() },
  },
  'home-empty': { view: app(), answers: { 'popup:look-at-tab': nothing, ...parties([]) } },
  'home-long': {
    view: app({ account: { ...ACCOUNT, username: LONG.name } }),
    answers: {
      'popup:look-at-tab': LONG_FILM,
      ...parties(LONG_PARTIES),
    },
  },
  'home-planned': {
    view: app(),
    answers: { 'popup:look-at-tab': film(), ...parties([summary('Sunday', { ...PLANNED, isHost: true })]) },
  },
  'home-offline': {
    view: app({ connection: { state: 'offline', nextTryAt: null } }),
    answers: { 'popup:look-at-tab': film(), 'popup:parties': fail('offline') },
  },
  'home-problem': {
    view: app({ problem: { code: 'too-many-parties' } }),
    answers: { 'popup:look-at-tab': film(), ...parties() },
  },
  'home-list-failed': {
    view: app(),
    answers: { 'popup:look-at-tab': nothing, 'popup:parties': fail('internal') },
  },
  'other-server': { view: app({ serverUrl: 'https://own.example' }), answers: invited(ok(preview)) },
  'welcome-other-server': {
    view: app({ account: null, serverUrl: 'https://own.example' }),
    answers: invited(ok(preview)),
    stage: 'services',
  },
  'welcome-other-server-away': {
    view: app({ account: null, serverUrl: 'https://own.example' }),
    answers: invited(fail('offline')),
    stage: 'services',
  },
  'welcome-switched': {
    view: app({ account: null }),
    answers: { 'popup:look-at-tab': nothing, 'popup:preview': ok(preview) },
    link: INVITE,
  },
  invited: {
    view: app(),
    answers: { ...invited(ok(preview)), ...parties() },
  },
  'invited-unknown-site': { view: app(), answers: invited(ok({ ...preview, content: UNKNOWN })) },
  'invited-no-service': {
    view: app(),
    answers: invited(ok({ ...preview, content: { siteId: 'disney', mediaKey: '1', title: 'The long way' } })),
  },
  'invited-own-page': { view: app(), answers: invited(ok({ ...preview, content: PAGE, locked: true })) },
  permission: {
    view: app({
      pending: { kind: 'create', tabId: 1, origins: ['https://www.netflix.com/*'], at: Date.now(), name: 'Friday' },
    }),
  },
  party: { view: app({ party: party() }) },
  'party-long': {
    view: app({
      party: party({ name: LONG_NAME, members: [MIRA, LONG, { ...LONG, id: 'l2', name: 'Anastasia-Wilhelmina' }] }),
    }),
  },
  'party-guest': {
    view: app({
      party: party({
        isHost: false,
        you: 'ana',
        mayControl: false,
        settings: { ...view().settings, controlMode: 'host-only', locked: true },
      }),
    }),
  },
  'party-co-host': {
    view: app({
      party: party({
        isHost: false,
        you: 'ana',
        members: [MIRA, { ...ANA, role: 'co-host' }, LONG, { ...KEI, muted: true }],
        settings: { ...view().settings, controlMode: 'host-only' },
      }),
    }),
  },
  'party-alone': { view: app({ party: party({ members: [MIRA], content: null, tab: null }) }) },
  'party-crowd': {
    view: app({
      party: party({
        members: [MIRA, ANA, JONATHAN, KEI, ...Array.from({ length: 14 }, (_, i) => ({ ...ANA, id: `c${i}` }))],
      }),
    }),
  },
  'party-invited': { view: app({ party: elsewhere() }), answers: invited(ok(preview)) },
  'home-invited-planned': {
    view: app(),
    answers: invited(ok({ ...preview, watchingNow: 0, startsAt: Date.now() + 86_400_000 })),
  },
  'party-invited-in-vain': {
    view: app({
      party: elsewhere({
        members: [
          { ...MIRA, role: 'member' },
          { ...ANA, role: 'host' },
        ],
        isHost: false,
      }),
      problem: { code: 'party-locked' },
    }),
    answers: invited(ok({ ...preview, locked: true })),
  },
  'party-other-server': {
    view: app({ party: elsewhere(), serverUrl: 'https://own.example' }),
    answers: invited(ok(preview)),
  },
  'party-was-host': {
    view: app({
      party: party({
        members: [
          { ...MIRA, role: 'co-host', reclaims: true },
          { ...ANA, role: 'host' },
        ],
        isHost: false,
      }),
    }),
  },
  'party-banned': {
    view: app({ party: party() }),
    answers: {
      'popup:away': ok([JONATHAN, KEI].map(({ id, name, avatar }) => ({ id, name, avatar }))),
      'popup:banned': ok([ANA, LONG].map(({ id, name, avatar }) => ({ id, name, avatar }))),
    },
  },
  'party-measured': {
    view: app({ party: party() }),
    answers: {
      'popup:deeds': ok({
        now: 90_000,
        deeds: [
          { at: 10_000, kind: 'seek', off: 6.2, reason: 'put-right', tookMs: 420 },
          { at: 40_000, kind: 'rate', rate: 1.05, base: 1, off: 0.31, reason: 'drift', tookMs: 0 },
          { at: 46_000, kind: 'rate', rate: 1, base: 1, off: 0.01, reason: 'drift', tookMs: 0 },
          { at: 70_000, kind: 'seek', off: -2.4, reason: 'seek-to-party', tookMs: 130 },
        ],
      }),
    },
  },
  'party-permission': { view: at({ state: 'no-permission' }) },
  'party-opening': { view: at({ state: 'opening' }) },
  'party-waiting': { view: at({ state: 'waiting' }) },
  'party-framed': {
    view: at({ state: 'waiting' }),
    answers: {
      'popup:look-at-tab': film({
        content: null,
        hasVideo: false,
        frameOrigins: ['https://player.example/*', 'https://a-very-long-name-of-a-host.films.example/*'],
      }),
    },
  },
  'party-closed': { view: at({ state: 'closed' }) },
  'party-elsewhere': { view: at({ state: 'elsewhere', shows: FILM && { ...FILM, mediaKey: '2', title: 'Other' } }) },
  'party-offline': {
    view: app({
      connection: { state: 'offline', nextTryAt: null },
      party: party({ connection: { state: 'offline', nextTryAt: null } }),
    }),
  },
  guest: {
    view: app({ account: { ...ACCOUNT, guest: true, email: null } }),
    answers: { 'popup:look-at-tab': film(), ...parties([]) },
  },
  'picture-none': { view: app() },
  picture: { view: app({ account: PICTURED }), answers: { 'popup:set-picture': ok(PICTURED) } },

  'picture-guest': { view: app({ account: { ...ACCOUNT, guest: true, email: null } }) },
  'home-pictured': { view: app({ account: PICTURED }), answers: { 'popup:look-at-tab': film(), ...parties() } },
  kicked: ended('kicked'),
  banned: ended('banned'),
  ended: ended('ended'),
  elsewhere: ended('elsewhere'),
  'signed-out': { view: app({ account: null, farewell: 'signed-out' }) },
  'too-old': { view: app({ connection: { state: 'refused', error: { code: 'client-too-old' } } }) },
  'too-new': { view: app({ connection: { state: 'refused', error: { code: 'client-too-new' } } }) },
} satisfies Record<string, PopupScene>;

export type PopupSceneName = keyof typeof POPUP_SCENES;
