// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { createHost } from '../../../extension/overlay/host.ts';

const life = new AbortController();
afterEach(() => document.body.replaceChildren());

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
