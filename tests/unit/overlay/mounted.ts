import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { HOST_ID } from '../../../extension/messaging/page-marks.ts';
import { randomId } from '../../../extension/messaging/random-id.ts';
import { fillSlot } from '../../../extension/messaging/slots.ts';
import { mountOverlay } from '../../../extension/overlay/mount.tsx';
import type { OverlayActions, OverlayHandle } from '../../../extension/overlay/types.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';

/** The overlay of the test that runs, and what takes it away. */
export let overlay: OverlayHandle;
export let stop: AbortController;
let answer: Result<null>;

/** What it asks of the content script. */
export const actions = {
  newId: randomId,
  sendChat: vi.fn<OverlayActions['sendChat']>(async () => answer),
  discardChat: vi.fn(),
  keepPlace: vi.fn<OverlayActions['keepPlace']>(async () => ok(null)),
  loadOlder: vi.fn<OverlayActions['loadOlder']>(async () => ok({ messages: [] })),
  deleteMessage: vi.fn<OverlayActions['deleteMessage']>(async () => ok(null)),
  moderate: vi.fn<OverlayActions['moderate']>(async () => ok(null)),
  typing: vi.fn(),
  jumpTo: vi.fn<OverlayActions['jumpTo']>(async () => ok(null)),
  loadReactions: vi.fn<OverlayActions['loadReactions']>(async () => ok({ epoch: 1, reactions: [] })),
  loadEmoji: vi.fn<OverlayActions['loadEmoji']>(async () => ok([[['😀', 'grinning face', 'happy smile']]])),
  readPicture: vi.fn<OverlayActions['readPicture']>(async () => fail('offline')),
  bring: vi.fn(async () => true),
  react: vi.fn<OverlayActions['react']>(async () => ok(null)),
  syncMe: vi.fn(),
  ask: vi.fn(async (): Promise<Result<never>> => ok(null as never)),
  clickToJoin: vi.fn(),
};

/** What the browser keeps for it. */
export const stored: Record<string, unknown> = {};

/** What the server says to a message from now on. */
export const answerChat = (result: Result<null>): void => {
  answer = result;
};

/** As on the next page: what was there is gone. */
export function mountAnew(): void {
  stop?.abort();
  stop = new AbortController();
  overlay = mountOverlay({ signal: stop.signal, siteId: 'netflix', mountPoint: () => null, actions });
}

/** Mounts one for each of the tests beside this call. */
export function mountForEach(): void {
  // Reading them takes a busy machine longer than anybody waits in a test.
  beforeAll(() => import('../../../extension/overlay/parts/rare.ts'));
  beforeEach(() => {
    vi.clearAllMocks();
    answerChat(ok(null));
    fillSlot('inspectable', true);
    for (const key of Object.keys(stored)) delete stored[key];
    vi.stubGlobal('browser', {
      storage: {
        local: {
          get: async (key: string) => (key in stored ? { [key]: stored[key] } : {}),
          set: async (items: object) => void Object.assign(stored, items),
        },
      },
    });
    // happy-dom measures nothing: a window of a usual size.
    vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(1280);
    vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(720);
    mountAnew();
  });
  afterEach(() => {
    stop.abort();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

export const root = () => document.getElementById(HOST_ID)?.shadowRoot as ShadowRoot;
export const find = <E extends Element>(selector: string) => root().querySelector<E>(selector) as E;
export const text = () => root().querySelector('.wp-overlay')?.textContent ?? '';
export const button = (label: string) =>
  [...root().querySelectorAll('button')].find(
    (one) => one.textContent === label || one.ariaLabel === label || one.getAttribute('aria-label') === label,
  );
export const settle = (what: () => void) => vi.waitFor(what, { timeout: 2_000, interval: 10 });

export async function write(words: string): Promise<void> {
  const field = find<HTMLTextAreaElement>('textarea');
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle(() => expect(button('Send')).toBeTruthy());
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));
}
