// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HOST_ID } from '../../../extension/overlay/host.ts';
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
};

beforeEach(() => {
  vi.resetModules();
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

async function mount(): Promise<void> {
  // Again at each test: no script has come yet.
  const { mountOverlay } = await import('../../../extension/overlay/mount.tsx');
  stop = new AbortController();
  overlay = mountOverlay({
    signal: stop.signal,
    siteId: 'netflix',
    mountPoint: () => null,
    actions: actions as unknown as OverlayActions,
  });
  overlay.update(view());
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
  await mount();
  expect(asked).toEqual([]);
  overlay.update(view({ members: [...view().members, member('kei', 3)] }));
  await drawn();
  expect(asked.map(({ part }) => part)).toEqual(['moments']);
});

it('keeps the panel until the pill that takes its place is here', async () => {
  await mount();
  const hide = () => find<HTMLButtonElement>('[aria-label="overlay.hide"]')?.click();
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
  expect(stored).toEqual({ 'overlay-size:netflix': 'pill' });
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
  expect(texts('.wp-message-body').map((text) => text?.split('sending')[1])).toEqual(['@Ana look', 'at that']);
  await write('@Ana there');
  expect(actions.sendChat).toHaveBeenLastCalledWith({ messageId: 'own-3', text: '@Ana there', mentions: ['ana'] });
});
