import type { OverlayHandle } from '../../extension/overlay/types.ts';
import type { Member } from '../../shared/party/party.ts';
import { fail, type Result } from '../../shared/protocol/errors.ts';
import { ANA, CHAT, JONATHAN, KEI, LONG, local, log, MIRA, member, message, view } from './people.ts';

export interface Scene {
  play(overlay: OverlayHandle): void;
  /** What the server answers to a chat message, sooner or later. */
  send?: () => Result<null> | Promise<Result<null>>;
  /** Who has left, for leaders. */
  away?: readonly Pick<Member, 'id' | 'name' | 'avatar'>[];
}

const pictured = (one: Member): Member => ({ ...one, avatar: { ...one.avatar, picture: 'portrait' } });
const AWAY = member('kei', 'Kei', 280, 'away');
const HOLD = { memberIds: ['jonathan'], until: 1_014_000, reason: 'buffering' as const };
const seek = (position: number) => ({
  name: 'video-seek',
  timeline: { epoch: 1, mediaKey: '1', rev: 9, playing: true, position, at: 0, rate: 1, by: 'ana' },
  by: { memberId: 'ana', name: 'Ana' },
  commandId: null,
  reason: 'command' as const,
  hold: null,
});
const PEOPLE = [MIRA, { ...ANA, role: 'co-host' as const }, JONATHAN, { ...KEI, muted: true }, LONG];
const HOSTS_ONLY = { ...view().settings, controlMode: 'host-only' as const };
const CROWD = Array.from({ length: 24 }, (_, i) => member(`c${i}`, `Guest ${i + 1}`, (i * 47) % 360));
const SAID = ['no way', 'what', 'did you see that', 'hahaha'];
const FLOOD = Array.from({ length: 60 }, (_, i) =>
  message(i + 1, [ANA, KEI, JONATHAN, MIRA][(i >> 1) % 4] ?? ANA, SAID[i % 4] ?? '', 600 + i),
);

const TALK = [
  { ...message(3, KEI, '@Mira did you see the coat?', 756), mentions: ['mira'] },
  { ...message(4, MIRA, 'yes, and @Ana called it', 760), mentions: ['ana'], replyTo: 1 },
  { ...message(5, JONATHAN, '—', 764), removed: 'moderator' as const },
  { ...message(6, ANA, 'told you so. https://example.org/coat', 770), replyTo: 3 },
];
const THOUSAND = Array.from({ length: 1_000 }, (_, i) =>
  message(
    i + 1,
    [ANA, KEI, JONATHAN, MIRA][(i >> 1) % 4] ?? ANA,
    `${i + 1} ${SAID.slice(0, (i % 4) + 1)
      .join(', ')
      .repeat((i % 7) + 1)}`,
    600,
  ),
);

const usual: Scene['play'] = (overlay) => {
  overlay.update(view({ members: [MIRA, ANA, JONATHAN], hold: HOLD }));
  overlay.update(view({ hold: HOLD }));
  overlay.chat(log());
  overlay.local(local());
  overlay.timeline(seek(750));
  overlay.reaction({ memberId: 'ana', emoji: '😂' });
};
const show =
  (patch: Parameters<typeof view>[0], own: Parameters<typeof local>[0] = {}, messages = CHAT): Scene['play'] =>
  (overlay) => {
    overlay.update(view(patch));
    overlay.chat(log(messages));
    overlay.local(local(own));
  };
const sync = (state: 'other-title' | 'unavailable' | 'catching-up' | 'needs-click', skewMs: number | null = null) => ({
  sync: { state, skewMs, clockBoundMs: 3 },
});

/** Everything that must look right, by name. */
export const SCENES = {
  usual: { play: usual },
  glimpse: {
    play(overlay) {
      overlay.update(view());
      overlay.chat(log(CHAT.slice(0, 2)));
      overlay.local(local({ position: 760 }));
      const news = message(4, KEI, 'back from the ad, what did I miss? tell me everything, all of it', 755);
      overlay.chat(log([...CHAT, news]));
    },
  },
  /** All that lies on the film at once while the panel is hidden. */
  'on-film': {
    play(overlay) {
      overlay.update(view({ members: [MIRA, ANA, JONATHAN], hold: HOLD }));
      overlay.chat(log(CHAT.slice(0, 2)));
      overlay.local(local({ position: 760 }));
      overlay.update(view({ hold: HOLD }));
      overlay.chat(log());
      overlay.reaction({ memberId: 'ana', emoji: '😂' });
    },
  },
  pictured: { play: show({ members: [pictured(MIRA), pictured(ANA), pictured({ ...KEI, ...AWAY }), JONATHAN] }) },
  empty: { play: show({ members: [MIRA] }, {}, []) },
  offline: { play: show({ connection: { state: 'offline', nextTryAt: Date.now() + 4_000 } }) },
  refused: { play: show({ connection: { state: 'refused', error: { code: 'client-too-old' } } }) },
  'needs-click': { play: show({}, { needsClick: true, ...sync('needs-click') }) },
  'other-title': { play: show({}, sync('other-title')) },
  going: {
    play: show(
      {
        going: {
          content: {
            siteId: 'netflix',
            mediaKey: '2',
            title: 'Chapter 2',
            series: 'The Long Way',
            season: 1,
            episode: 2,
          },
          by: 'Jonathan Featherstonehaugh-Smythe',
          until: Date.now() + 4_000,
        },
      },
      sync('other-title'),
    ),
  },
  unavailable: { play: show({}, sync('unavailable')) },
  behind: { play: show({}, sync('catching-up', 2_400)) },
  'host-only': {
    play: show({ mayControl: false }, { notice: { kind: 'not-allowed', at: 1 } }),
  },
  'long-names': {
    play: show(
      {
        name: 'The very long named club of people who watch films on Fridays',
        members: [MIRA, LONG, { ...LONG, id: 'l2', name: 'Anastasia-Wilhelmina', status: KEI.status }],
        hold: { ...HOLD, memberIds: ['long', 'l2'] },
      },
      {},
      [
        message(1, LONG, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 708),
        message(2, LONG, 'see https://en.wikipedia.org/wiki/Film_(disambiguation)?very=long&and=longer for more.', 709),
        message(3, ANA, 'مرحبا بالجميع، هل بدأ الفيلم؟', 710),
      ],
    ),
  },
  /** The host was away; somebody else leads meanwhile, and two have left. */
  gone: {
    play: show({ members: [{ ...MIRA, role: 'co-host', reclaims: true }, { ...ANA, role: 'host' }, JONATHAN] }),
    away: [KEI, LONG],
  },
  crowd: { play: show({ members: [MIRA, ...CROWD, JONATHAN, KEI] }) },
  flood: {
    play(overlay) {
      overlay.update(view());
      overlay.chat(log(FLOOD.slice(0, 40)));
      overlay.local(local());
      overlay.chat(log(FLOOD));
      for (const emoji of ['😂', '❤️', '😮', '😢', '👏', '😂', '😂', '🔥']) overlay.reaction({ memberId: 'ana', emoji });
    },
  },
  talk: {
    play(overlay) {
      overlay.update(view());
      overlay.chat(log([...CHAT.slice(0, 2), ...TALK]));
      overlay.local(local({ position: 790, partyPosition: 790 }));
      overlay.typing({ memberId: 'kei' });
      overlay.typing({ memberId: 'jonathan' });
    },
  },
  muted: {
    play: show({
      members: [
        { ...MIRA, role: 'member', muted: true },
        { ...ANA, role: 'host' },
      ],
    }),
  },
  /** Each role, somebody silenced, and a long name: as their host sees them, and as a member does. */
  people: { play: show({ members: PEOPLE, settings: HOSTS_ONLY }) },
  'people-member': { play: show({ members: PEOPLE, settings: HOSTS_ONLY, you: 'jonathan', mayControl: false }) },
  thousand: {
    play(overlay) {
      overlay.update(view());
      overlay.chat(log(THOUSAND));
      overlay.local(local());
    },
  },
  failing: { play: show({}), send: () => fail('rate-limited', { retryAfterMs: 4_000 }) },
  sending: { play: show({}), send: () => new Promise(() => {}) },
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof SCENES;
