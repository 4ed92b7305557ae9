// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HOST_ID } from '../../../extension/messaging/page-marks.ts';
import { fillSlot } from '../../../extension/messaging/slots.ts';
import type { OverlayActions } from '../../../extension/overlay/types.ts';
import { local, member, said, view } from './views.ts';

const stop = new AbortController();

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('is asked for again until the background runs it, by several at once only once', async () => {
  const { bringer, brought } = await import('../../../extension/overlay/brought.ts');
  const run = vi.fn(async () => run.mock.calls.length > 2);
  const came = vi.fn();
  const bring = bringer(run, stop.signal, came);
  const both = Promise.all([bring('moments'), bring('moments')]);
  await vi.advanceTimersByTimeAsync(200);
  expect(run).toHaveBeenCalledTimes(1);
  expect(brought.moments).toBeUndefined();
  await vi.advanceTimersByTimeAsync(600);
  await both;
  expect(run).toHaveBeenCalledTimes(3);
  expect(brought.moments?.css).toBeDefined();
  await bring('moments');
  expect([run.mock.calls.length, came.mock.calls.length]).toEqual([3, 1]);
});

it('comes with what it uses: first that, and each once', async () => {
  const { bringer, brought } = await import('../../../extension/overlay/brought.ts');
  const run = vi.fn(async (part: string) => part === 'rare' || run.mock.calls.length > 1);
  const bring = bringer(run, stop.signal);
  const rare = bring('rare');
  await vi.advanceTimersByTimeAsync(200);
  expect(run.mock.calls).toEqual([['moments']]);
  await vi.advanceTimersByTimeAsync(200);
  await rare;
  await bring('moments');
  expect(run.mock.calls).toEqual([['moments'], ['moments'], ['rare']]);
  expect(brought.rare?.css).toBeDefined();
});

it('is asked for by one timer, ever more seldom, while our right to run scripts is gone', async () => {
  const { bringer } = await import('../../../extension/overlay/brought.ts');
  const run = vi.fn(async () => false);
  const bring = bringer(run, stop.signal);
  const asked: Promise<void>[] = [];
  for (let n = 0; n < 50; n++) {
    asked.push(bring('moments'));
    await vi.advanceTimersByTimeAsync(10);
    expect(vi.getTimerCount()).toBe(1);
  }
  expect(new Set(asked).size).toBe(1);
  // 0, 250, 750, 1750, 3750, 7750, and each 5 s from then on.
  await vi.advanceTimersByTimeAsync(60_000 - 500);
  expect(run).toHaveBeenCalledTimes(6 + 10);
  expect(vi.getTimerCount()).toBe(1);
});

it('is not asked for any more when the overlay is gone', async () => {
  const { bringer } = await import('../../../extension/overlay/brought.ts');
  const gone = new AbortController();
  const run = vi.fn(async () => false);
  const asked = bringer(run, gone.signal)('moments');
  await vi.advanceTimersByTimeAsync(400);
  gone.abort();
  await vi.advanceTimersByTimeAsync(5_000);
  await asked;
  expect(run).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});

it('waits until something is said or happens; that is told then', async () => {
  vi.useRealTimers();
  vi.stubGlobal('browser', undefined);
  fillSlot('inspectable', true);
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(1280);
  vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(720);
  const { mountOverlay } = await import('../../../extension/overlay/mount.tsx');
  const bring = vi.fn(async () => true);
  const loadReactions = async () => ({ ok: true, value: { epoch: 1, reactions: [] } });
  const keepPlace = async () => ({ ok: true, value: null });
  const actions = { bring, loadReactions, keepPlace } as unknown as OverlayActions;
  const gone = new AbortController();
  const overlay = mountOverlay({ signal: gone.signal, siteId: 'netflix', mountPoint: () => null, actions });
  const text = () => document.getElementById(HOST_ID)?.shadowRoot?.querySelector('aside')?.textContent ?? '';
  const alone = { members: [member('mira', 1)] };
  overlay.update(view({ ...alone, connection: { state: 'connecting' } }));
  overlay.update(view(alone));
  overlay.chat({ messages: [], chatSeq: 0 });
  overlay.local(local());
  overlay.update(view({ members: [member('mira', 1)] }));
  await vi.waitFor(() => expect(text()).toContain('overlay.members'));
  expect(text()).toContain('chat.empty');
  expect(bring).not.toHaveBeenCalled();

  overlay.update(view());
  await vi.waitFor(() => expect(text()).toContain('toast.joined'), { timeout: 5_000 });
  expect(bring.mock.calls).toEqual([['moments']]);
  overlay.chat({ messages: [said(1, 'ana')], chatSeq: 1 });
  await vi.waitFor(() => expect(text()).toContain('text 1'));
  expect(bring).toHaveBeenCalledTimes(1);
  gone.abort();
});
