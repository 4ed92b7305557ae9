// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HOST_ID } from '../../../extension/messaging/page-marks.ts';
import type { PartyView } from '../../../extension/messaging/party-view.ts';
import { fillSlot } from '../../../extension/messaging/slots.ts';
import { EMPTY, reduce } from '../../../extension/overlay/model.ts';
import { tell } from '../../../extension/overlay/telling.ts';
import type { OverlayActions, OverlayHandle } from '../../../extension/overlay/types.ts';
import { ok } from '../../../shared/protocol/errors.ts';
import { change, local, member, said, view } from './views.ts';

/** The overlay while what shows what is said or happens is not here, or can't come. */

let stop: AbortController;
let overlay: OverlayHandle;
/** Asked for and not answered yet. */
let asked: { part: string; answer: (here: boolean) => void }[];
let width: number;
const stored: Record<string, unknown> = {};
const actions = {
  newId: () => `own-${actions.sendChat.mock.calls.length + 1}`,
  sendChat: vi.fn<OverlayActions['sendChat']>(async () => ok(null)),
  loadReactions: async () => ok({ epoch: 1, reactions: [] }),
  readPicture: vi.fn<OverlayActions['readPicture']>(async () => ok('')),
  bring: vi.fn((part: string) => new Promise<boolean>((answer) => asked.push({ part, answer }))),
  typing: vi.fn(),
  keepPlace: async () => ok(null),
};

beforeEach(() => {
  vi.resetModules();
  fillSlot('inspectable', true);
  vi.clearAllMocks();
  vi.useFakeTimers();
  asked = [];
  width = 1280;
  for (const key of Object.keys(stored)) delete stored[key];
  vi.stubGlobal('browser', {
    storage: { local: { get: async () => stored, set: async (items: object) => void Object.assign(stored, items) } },
  });
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockImplementation(() => width);
  vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(720);
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function mount(first: Partial<PartyView> = {}): Promise<void> {
  // Again at each test: no script has come yet.
  await import('../../support/speak-english.ts');
  const { mountOverlay } = await import('../../../extension/overlay/mount.tsx');
  stop = new AbortController();
  overlay = mountOverlay({
    signal: stop.signal,
    siteId: 'netflix',
    mountPoint: () => null,
    actions: actions as unknown as OverlayActions,
  });
  overlay.update(view(first));
  overlay.local(local());
  await drawn();
}

const root = () => document.getElementById(HOST_ID)?.shadowRoot as ShadowRoot;
const find = <E extends Element>(selector: string) => root().querySelector<E>(selector);
const texts = (selector: string) => [...root().querySelectorAll(selector)].map((one) => one.textContent);
/** What is drawn without a frame or any time going by. */
const drawn = () => vi.advanceTimersByTimeAsync(0);
/** The script is there, and what it has is drawn. */
async function comes(): Promise<void> {
  asked.shift()?.answer(true);
  await import('../../../extension/overlay/parts/moments.ts');
  await drawn();
}

it('is asked for in the same go in which there is something to tell', async () => {
  await mount({ members: [member('mira', 1)] });
  expect(asked).toEqual([]);
  vi.stubGlobal('requestIdleCallback', vi.fn());
  overlay.update(view());
  await drawn();
  expect(asked.map(({ part }) => part)).toEqual(['moments']);
});

it('is asked for when the page is idle, as soon as two are here', async () => {
  const idle: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (run: () => void) => idle.push(run));
  await mount();
  expect(asked).toEqual([]);
  for (const run of idle) run();
  expect(asked.map(({ part }) => part)).toEqual(['moments']);
});

it('keeps the panel until the pill that takes its place is here', async () => {
  await mount();
  const hide = () => find<HTMLButtonElement>('[aria-label="Hide the party panel"]')?.click();
  hide();
  hide();
  await drawn();
  expect(asked.map(({ part }) => part)).toEqual(['moments']);
  asked.shift()?.answer(false);
  await vi.advanceTimersByTimeAsync(250);
  expect([find('.wp-panel') !== null, find('.wp-pill') !== null]).toEqual([true, false]);
  expect(stored).toEqual({});
  await comes();
  expect([find('.wp-panel') !== null, find('.wp-pill') !== null]).toEqual([false, true]);
  expect(stored).toEqual({ 'overlay-size:netflix': ['pill', 'sidebar'] });
  find<HTMLButtonElement>('.wp-pill')?.click();
  await drawn();
  expect(find('.wp-panel')).not.toBeNull();
});

it('shows the pill that comes first where there is no room for a panel', async () => {
  width = 900;
  await mount();
  expect(asked.map(({ part }) => part)).toEqual(['moments']);
  expect([find('.wp-panel'), find('.wp-pill')]).toEqual([null, null]);
  asked.shift()?.answer(false);
  await vi.advanceTimersByTimeAsync(250);
  await comes();
  expect(find('.wp-pill')).not.toBeNull();
  expect(actions.bring).toHaveBeenCalledTimes(2);
});

/** Types words into the field and presses Enter. */
async function write(words: string): Promise<void> {
  const field = find<HTMLTextAreaElement>('textarea') as HTMLTextAreaElement;
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await drawn();
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));
}

it('holds up no message that names somebody, nor lets the next one overtake it', async () => {
  await mount();
  await write('@Ana look');
  // Handed over inside the press, once, whatever comes of the script.
  expect(actions.sendChat.mock.calls).toEqual([[{ messageId: 'own-1', text: '@Ana look' }]]);
  await write('at that');
  expect(actions.sendChat.mock.calls.map(([message]) => message.text)).toEqual(['@Ana look', 'at that']);
  expect(asked.map(({ part }) => part)).toEqual(['moments']);
  await comes();
  expect(texts('.wp-message-body').map((text) => text?.split('Sending')[1])).toEqual(['@Ana look', 'at that']);
  await write('@Ana there');
  expect(actions.sendChat).toHaveBeenLastCalledWith({ messageId: 'own-3', text: '@Ana there', mentions: ['ana'] });
});

/** Rows of the log: what was said, or what happened. */
const rows = () => texts('[data-row]').map((text) => /text \d+/.exec(text ?? '')?.[0] ?? text);

it('lets what happens wait in its order', async () => {
  await mount();
  overlay.chat({ messages: [], chatSeq: 0 });
  overlay.update(view({ members: [...view().members, member('kei', 3)] }));
  overlay.chat({ messages: [said(1, 'kei')], chatSeq: 1 });
  overlay.timeline(change('video-pause'));
  overlay.chat({ messages: [said(1, 'kei'), said(2, 'ana')], chatSeq: 2 });
  overlay.update(view());
  await drawn();
  expect([asked.length, rows()]).toEqual([1, []]);
  await comes();
  expect(rows(), 'the film is just about to stop or start').toEqual(['text 1', 'text 2']);
  await vi.advanceTimersByTimeAsync(500);
  expect(rows()).toEqual(['Kei joined', 'text 1', 'Ana paused at 12:30', 'text 2', 'Kei left']);
  expect(find('.wp-toast')?.textContent).toContain('Ana paused at 12:30');
});

it('lets only the newest twenty wait', () => {
  const members = view().members;
  let model = reduce(EMPTY, { kind: 'view', view: view() }, 0);
  for (let n = 1; n <= 25; n++) {
    members.push(member(`p${n}`, n + 2));
    model = reduce(model, { kind: 'view', view: view({ members: [...members] }) }, n);
  }
  expect(model.happened).toHaveLength(20);
  const told = tell(model, 30);
  expect(told.happened).toEqual([]);
  expect(told.lines.map((line) => line.text)).toEqual(Array.from({ length: 20 }, (_, n) => `P${n + 6} joined`));
});

it('reads each picture once it is here, however often faces were drawn before', async () => {
  await mount();
  const ana = member('ana', 2, 'in-step', { avatar: { hue: 20, emoji: '', picture: 'p1' } });
  for (let n = 0; n < 30; n++) {
    overlay.update(view({ name: `Club ${n}`, members: [member('mira', 1), ana] }));
    await drawn();
  }
  expect(actions.bring).toHaveBeenCalledTimes(1);
  asked.shift()?.answer(false);
  for (const wait of [250, 500, 1_000]) {
    await drawn();
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveLength(1);
    if (wait < 1_000) asked.shift()?.answer(false);
  }
  expect(actions.readPicture).not.toHaveBeenCalled();
  await comes();
  expect(actions.readPicture.mock.calls).toEqual([['p1']]);
});
