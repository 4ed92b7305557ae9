// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HOST_ID } from '../../../extension/overlay/host.ts';
import type { OverlayActions } from '../../../extension/overlay/types.ts';
import { local, member, said, view } from './views.ts';

const stop = new AbortController();

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('is asked for again until the background runs it, by several at once only once', async () => {
  const { bring, brought } = await import('../../../extension/overlay/brought.ts');
  const run = vi.fn(async () => run.mock.calls.length > 2);
  const both = Promise.all([bring('rare', run, stop.signal), bring('rare', run, stop.signal)]);
  await vi.advanceTimersByTimeAsync(200);
  expect(run).toHaveBeenCalledTimes(1);
  expect(brought.rare).toBeUndefined();
  await vi.advanceTimersByTimeAsync(500);
  await both;
  expect(run).toHaveBeenCalledTimes(3);
  expect(brought.rare?.css).toBeDefined();
});

it('is not asked for any more when the overlay is gone', async () => {
  const { bring } = await import('../../../extension/overlay/brought.ts');
  const gone = new AbortController();
  const run = vi.fn(async () => false);
  const asked = bring('rare', run, gone.signal);
  await vi.advanceTimersByTimeAsync(400);
  gone.abort();
  await vi.advanceTimersByTimeAsync(5_000);
  await asked;
  expect(run).toHaveBeenCalledTimes(2);
});

it('waits until something is said or happens; that is told then', async () => {
  vi.useRealTimers();
  vi.stubGlobal('browser', undefined);
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(1280);
  vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(720);
  const { mountOverlay } = await import('../../../extension/overlay/mount.tsx');
  const bring = vi.fn(async () => true);
  const loadReactions = async () => ({ ok: true, value: { epoch: 1, reactions: [] } });
  const actions = { bring, loadReactions } as unknown as OverlayActions;
  const gone = new AbortController();
  const overlay = mountOverlay({ signal: gone.signal, siteId: 'netflix', mountPoint: () => null, actions });
  const text = () => document.getElementById(HOST_ID)?.shadowRoot?.querySelector('aside')?.textContent ?? '';
  overlay.update(view({ connection: { state: 'connecting' } }));
  overlay.update(view());
  overlay.chat({ messages: [], chatSeq: 0 });
  overlay.local(local());
  overlay.update(view({ members: [member('mira', 1), member('ana', 2, 'buffering')] }));
  await vi.waitFor(() => expect(text()).toContain('Ana'));
  expect(text()).toContain('chat.empty');
  expect(bring).not.toHaveBeenCalled();

  overlay.update(view({ members: [...view().members, member('kei', 3)] }));
  await vi.waitFor(() => expect(text()).toContain('toast.joined'), { timeout: 5_000 });
  expect(bring.mock.calls).toEqual([['moments']]);
  overlay.chat({ messages: [said(1, 'ana')], chatSeq: 1 });
  await vi.waitFor(() => expect(text()).toContain('text 1'));
  expect(bring).toHaveBeenCalledTimes(1);
  gone.abort();
});
