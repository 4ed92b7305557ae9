import './fake-browser.ts';
import annotationsEn from 'cldr-annotations-full/annotations/en/annotations.json';
import { render } from 'preact';
import emojiGroups from 'unicode-emoji-json/data-by-group.json';
import '../../extension/ui/theme-page.css';
import '../../extension/ui/theme.css';
import '../../extension/ui/parts.css';
import '../../extension/ui/more-parts.css';
import '../../extension/ui/page-parts.css';
import '../../extension/ui/choices.css';
import type { FarewellNote, FarewellReason } from '../../extension/messaging/farewell-note.ts';
import { LATER_PARTS } from '../../extension/messaging/later-parts.ts';
import { randomId } from '../../extension/messaging/random-id.ts';
import { fillSlot } from '../../extension/messaging/slots.ts';
import { bringer } from '../../extension/overlay/brought.ts';
import { mountOverlay, TOLD_AFTER_MS } from '../../extension/overlay/mount.tsx';
import { language, t } from '../../extension/ui/i18n.ts';
import { emojiList } from '../../scripts/emoji-list.ts';
import type { MemberState } from '../../shared/party/party.ts';
import { ok } from '../../shared/protocol/errors.ts';
import { Parts } from './parts.tsx';
import { ANA, JONATHAN, KEI, local, log, MIRA, member, message, view } from './people.ts';
import { portrait } from './portrait.ts';
import { SCENES, type Scene } from './scenes.ts';
import { rewordBy, speakAsAsked } from './wording.ts';

/** `?scene=usual&size=pill`: the overlay on a stand-in page. `?parts=dark`: the parts. `?farewell=kicked`: the last words. `&lang=de`, `&rtl`. */
const asked = new URLSearchParams(location.search);
// Pictures are taken and judged by scripts of this page.
fillSlot('inspectable', true);

function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

const EMOJI = emojiList(emojiGroups, annotationsEn.annotations.annotations, 'en');

/** The stand-in page's film, as a watcher sees it. */
function film(): HTMLElement {
  const player = make('div', 'player');
  const picture = make('div', 'film');
  const controls = make('div', 'controls', '▶');
  controls.append(document.createElement('i'), make('span', '', '51:12'));
  player.append(picture, make('div', 'subtitle', '- We should not be here. - I know.'), controls);
  document.body.append(player);
  return picture;
}

/** The last words on a film, by the script that says them on every page: it finds them in their slot. */
async function sayFarewell(reason: FarewellReason): Promise<void> {
  film();
  fillSlot('farewell', {
    title: t(`farewell.${reason}`),
    detail: t(`farewell.${reason}-sub`),
    close: t('common.close'),
    language: language(),
  } satisfies FarewellNote);
  await import('../../extension/overlay/farewell.tsx');
}

function stage(scene: Scene): void {
  const shrinks = film();
  const stop = new AbortController();
  const overlay = mountOverlay({
    signal: stop.signal,
    siteId: 'gallery',
    mountPoint: () => null,
    shrinkTarget: () => shrinks,
    actions: {
      newId: randomId,
      sendChat: async () => scene.send?.() ?? ok(null),
      keepPlace: async () => ok(null),
      discardChat() {},
      loadOlder: async () => ok({ messages: [] }),
      deleteMessage: async () => ok(null),
      moderate: async () => ok(null),
      typing() {},
      jumpTo: async () => ok(null),
      loadReactions: async () => ok({ epoch: 1, reactions: [] }),
      loadEmoji: async () => ok(EMOJI),
      readPicture: async () => ok(await portrait()),
      bring: async () => true,
      react: async () => ok(null),
      syncMe() {},
      ask: async (name) => {
        if (name === 'overlay:leave') stop.abort();
        return ok((name === 'overlay:away' ? (scene.away ?? []) : null) as never);
      },
      clickToJoin() {},
    },
  });
  let told: Promise<void> | null = null;
  scene.play({
    ...overlay,
    timeline(change) {
      overlay.timeline(change);
      // Set after the overlay's own timer of the same length, so it ends after it: no picture is taken before the line is there.
      told = new Promise((resolve) => setTimeout(resolve, TOLD_AFTER_MS));
    },
  });
  rewordBy(overlay.reword);
  Object.assign(globalThis, {
    overlay,
    told,
    stop,
    sample: {
      local: local(),
      message: (seq: number) => message(seq, ANA, `${seq}`, 600),
      chat: (...seqs: number[]) => log(seqs.map((seq) => message(seq, ANA, `said ${seq}`, 700))),
      /** Jonathan in a state, waited for or not. */
      view: (state: MemberState, waited: boolean) =>
        view({
          members: [MIRA, ANA, { ...JONATHAN, ...member('jonathan', 'Jonathan', 130, state) }, KEI],
          hold: waited ? { memberIds: ['jonathan'], until: 1_014_000, reason: 'buffering' } : null,
        }),
    },
  });
}

// Here before anything is drawn, so that no picture is taken before it is.
await Promise.all(LATER_PARTS.map(bringer(async () => true, new AbortController().signal)));

const scene: Scene = (SCENES as Record<string, Scene>)[asked.get('scene') ?? 'usual'] ?? SCENES.usual;
speakAsAsked(asked);
if (asked.has('hostile')) {
  document.documentElement.classList.add('hostile');
  document.documentElement.dir = 'rtl';
}
const parts = asked.get('parts');
const farewell = asked.get('farewell');
if (farewell !== null) await sayFarewell(farewell as FarewellReason);
else if (parts === null) stage(scene);
else {
  document.documentElement.className = `wp-${parts}`;
  render(<Parts />, document.body);
}
