// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOST_ID, NARROWED } from '../../../extension/messaging/page-marks.ts';
import { fillSlot, slot } from '../../../extension/messaging/slots.ts';
import { narrowable } from '../../../extension/overlay/shrink.ts';

interface Call {
  target: { tabId: number; allFrames?: boolean; frameIds?: number[] };
  func?: (...args: unknown[]) => unknown;
  args?: unknown[];
  files?: string[];
  world: string;
}
/** Address of each frame of the tab; null: its script runs already. */
let frames: Record<number, string | null>;
let marked: boolean;
let gone: number[];
const ran: Call[] = [];

async function executeScript(call: Call): Promise<{ frameId: number; result: unknown }[]> {
  const [frameId] = call.target.frameIds ?? [];
  if (frameId !== undefined && gone.includes(frameId)) throw new Error(`No frame with id ${frameId}`);
  if (call.files) ran.push(call);
  if (call.target.allFrames) return Object.entries(frames).map(([id, result]) => ({ frameId: Number(id), result }));
  return [{ frameId: frameId ?? 0, result: call.func ? marked : undefined }];
}
const api = vi.hoisted(() => ({
  tabs: { get: vi.fn() },
  permissions: { contains: vi.fn(async () => true) },
  scripting: { executeScript: vi.fn() },
  storage: { local: { get: vi.fn(async (): Promise<Record<string, unknown>> => ({})) } },
}));
vi.mock('webextension-polyfill', () => ({ default: api }));
const { bring, injectInto, showFarewell } = await import('../../../extension/background/inject.ts');

const at = (address: string, others: Record<number, string | null> = {}) => {
  frames = { 0: address, ...others };
  api.tabs.get.mockResolvedValue({ url: address });
};
const filesOf = (frameId: number, world = 'ISOLATED') =>
  ran.filter((call) => call.target.frameIds?.[0] === frameId && call.world === world).flatMap(({ files }) => files);

beforeEach(() => {
  ran.length = 0;
  gone = [];
  marked = false;
  api.scripting.executeScript.mockImplementation(executeScript);
  fillSlot('content', undefined);
  fillSlot('site', undefined);
});

describe('what is put into a tab', () => {
  it('is each frame’s own site and the engine, the overlay in the main frame, and the way to a hidden player', async () => {
    at('https://www.netflix.com/watch/1', { 4: 'https://ads.example/', 5: 'https://www.youtube.com/embed/x' });
    expect(await injectInto(7)).toBe('injected');
    expect(filesOf(0)).toEqual(['/injected/site-netflix.js', '/injected/overlay.js', '/injected/engine.js']);
    expect(filesOf(0, 'MAIN')).toEqual(['/injected/player-netflix.js']);
    expect(filesOf(4)).toEqual(['/injected/site-generic.js', '/injected/engine.js']);
    expect(filesOf(4, 'MAIN')).toEqual([]);
    expect(filesOf(5)).toEqual(['/injected/site-youtube.js', '/injected/engine.js']);
  });

  it('is nothing where our script runs, and a frame that goes away takes no other along', async () => {
    at('https://films.example/', { 1: null, 2: 'https://a.example/', 3: 'https://b.example/' });
    gone = [2];
    expect(await injectInto(7)).toBe('injected');
    expect(filesOf(1)).toEqual([]);
    expect(filesOf(3)).toEqual(['/injected/site-generic.js', '/injected/engine.js']);
  });

  it('is what the page proves to be, where its address leaves it open', async () => {
    at('https://films.example/web/index.html#/video');
    await injectInto(7);
    expect(filesOf(0)[0]).toBe('/injected/site-generic.js');
    ran.length = 0;
    marked = true;
    await injectInto(7);
    expect(filesOf(0)[0]).toBe('/injected/site-jellyfin.js');
  });

  it('is nothing without permission, or in a tab that is gone', async () => {
    at('https://films.example/');
    api.permissions.contains.mockResolvedValueOnce(false);
    expect(await injectInto(7)).toBe('no-permission');
    api.tabs.get.mockRejectedValue(new Error('no tab'));
    expect(await injectInto(7)).toBe('gone');
    expect(ran).toEqual([]);
  });

  it('is a part of the overlay, when it is asked for and the frame is there', async () => {
    expect(await bring('moments', 7, 0)).toBe(true);
    expect(filesOf(0)).toEqual(['/injected/overlay-moments.js']);
    ran.length = 0;
    expect(await bring('rare', 7, 0)).toBe(true);
    expect(filesOf(0)).toEqual(['/injected/overlay-rare.js']);
    gone = [0];
    expect(await bring('moments', 7, 0)).toBe(false);
  });

  it('is the last words when the party is over, which go when another one begins', async () => {
    const note = { title: 'Over', detail: 'Go on.', close: 'Close', language: 'en' } as const;
    let left: (() => unknown) | undefined;
    api.scripting.executeScript.mockImplementation(async (call: Call) => {
      if (call.func) left = () => call.func?.(...(call.args ?? []));
      return executeScript(call);
    });
    await showFarewell(7, note);
    expect(filesOf(0)).toEqual(['/injected/farewell.js']);
    left?.();
    expect(slot('farewell')).toEqual(note);
    expect(slot('inspectable')).toBe(false);
    document.body.innerHTML = '<div id="watchparty-farewell"></div>';
    at('https://films.example/');
    await injectInto(7);
    left?.();
    expect(document.body.childElementCount).toBe(0);
    gone = [0];
    await expect(showFarewell(7, note)).rejects.toThrow();
  });
});

describe('the look into a frame before', () => {
  /** What runs in the page, run here. */
  async function lookIn(kind: 'arrive' | 'isMarked'): Promise<() => unknown> {
    at('https://films.example/web/index.html#/video');
    const calls: Call[] = [];
    api.scripting.executeScript.mockImplementation(async (call: Call) => {
      calls.push(call);
      return executeScript(call);
    });
    await injectInto(7);
    const found = calls.find(({ func, target }) => func && (kind === 'arrive') === (target.allFrames === true));
    return () => found?.func?.(...(found.args ?? []));
  }

  it('tells the address and opens the place for a site, unless a script lives there', async () => {
    const arrive = await lookIn('arrive');
    expect(arrive()).toBe(location.href);
    expect(slot('site')).toBe(true);
    fillSlot('content', { isAlive: () => false });
    expect(arrive()).toBe(location.href);
    fillSlot('content', { isAlive: () => true });
    expect(arrive()).toBeNull();
  });

  it('[B2] lets the page look into what we draw only where storage says so in so many words', async () => {
    const look = async () => (await lookIn('arrive'))();
    for (const kept of [{}, { inspectable: 'true' }, { inspectable: 1 }]) {
      api.storage.local.get.mockResolvedValueOnce(kept);
      await look();
      expect(slot('inspectable')).toBe(false);
    }
    api.storage.local.get.mockResolvedValueOnce({ inspectable: true });
    await look();
    expect(slot('inspectable')).toBe(true);
    api.storage.local.get.mockRejectedValueOnce(new Error('full disk'));
    await look();
    expect(slot('inspectable')).toBe(false);
  });

  it('takes away what a script left that ended without a word, and lets one that lives alone', async () => {
    const arrive = await lookIn('arrive');
    const left = () => {
      document.body.innerHTML = `<div id="${HOST_ID}"></div><main style="width: 300px"></main><p ${NARROWED}="[rubbish"></p>`;
      narrowable(document.querySelector('main') as HTMLElement, () => 100).narrow();
      expect(document.querySelector('main')?.style.width).toBe('100px');
    };
    left();
    fillSlot('content', { isAlive: () => true });
    arrive();
    expect(document.getElementById(HOST_ID)).not.toBeNull();
    fillSlot('content', undefined);
    const told = vi.fn();
    window.addEventListener('resize', told, { once: true });
    arrive();
    expect(document.body.innerHTML).toBe('<main style="width: 300px;"></main><p></p>');
    expect(told).toHaveBeenCalled();
  });

  it('waits for a document that is still coming', async () => {
    const isMarked = await lookIn('isMarked');
    const loading = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
    const answer = vi.fn();
    void Promise.resolve(isMarked()).then(answer);
    await Promise.resolve();
    expect(answer).not.toHaveBeenCalled();
    document.head.innerHTML = '<meta name="application-name" content="Jellyfin">';
    document.dispatchEvent(new Event('DOMContentLoaded'));
    await vi.waitFor(() => expect(answer).toHaveBeenCalledWith(true));
    loading.mockRestore();
    document.head.innerHTML = '';
    expect(await isMarked()).toBe(false);
  });
});
