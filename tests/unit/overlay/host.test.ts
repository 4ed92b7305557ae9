// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHost } from '../../../extension/overlay/host.ts';

let life: AbortController;
beforeEach(() => (life = new AbortController()));
afterEach(() => {
  life.abort();
  document.body.replaceChildren();
});

it('leaves a place that is drawn no more, and comes back where the page puts it out', () => {
  const player = document.createElement('div');
  document.body.append(player);
  const shown = () => (player.checkVisibility() ? player : null);
  const host = createHost({ signal: life.signal, mountPoint: shown }, () => undefined);
  expect(host.element.parentElement).toBe(player);
  host.ensure();
  expect(host.element.parentElement).toBe(player);
  player.style.display = 'none';
  host.ensure();
  expect(host.element.parentElement).toBe(document.body);
  host.element.remove();
  player.style.display = '';
  host.ensure();
  expect(host.element.parentElement).toBe(player);
  life.abort();
  expect(host.element.isConnected).toBe(false);
});

it('comes back before the next key, and looks again when the page may have built its player', async () => {
  vi.useFakeTimers();
  const player = document.createElement('div');
  document.body.append(player);
  let built: HTMLElement | null = player;
  const moved = vi.fn();
  const { element } = createHost({ signal: life.signal, mountPoint: () => built }, moved);
  built = null;
  element.remove();
  await Promise.resolve();
  expect(element.parentElement).toBe(document.body);
  expect(moved).toHaveBeenCalledTimes(2);
  built = player;
  vi.advanceTimersByTime(1_000);
  expect(element.parentElement).toBe(player);
  vi.useRealTimers();
});
