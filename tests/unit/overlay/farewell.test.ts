// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FarewellNote } from '../../../extension/messaging/farewell-note.ts';
import { fillSlot } from '../../../extension/messaging/slots.ts';

const NOTE: FarewellNote = {
  title: 'You have been removed from the party',
  detail: 'You can join again if they let you.',
  close: 'Close',
  language: 'en',
};
const host = () => document.getElementById('watchparty-farewell');
/** What the background does: the note first, then the script. */
const say = async (note: FarewellNote) => {
  fillSlot('farewell', note);
  vi.resetModules();
  await import('../../../extension/overlay/farewell.tsx');
};

beforeEach(() => {
  fillSlot('inspectable', true);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

describe('the last words on a film', () => {
  it('are said aloud and stand until they are closed', async () => {
    await say(NOTE);
    const alert = host()?.shadowRoot?.querySelector('[role=alert]');
    expect(alert?.textContent).toBe(NOTE.title + NOTE.detail);
    alert?.querySelector('button')?.click();
    expect(host()).toBeNull();
  });

  it('go by themselves, each with its own time', async () => {
    await say(NOTE);
    await vi.advanceTimersByTimeAsync(15_000);
    await say({ ...NOTE, title: 'The party is over' });
    expect(document.querySelectorAll('#watchparty-farewell')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(host()?.shadowRoot?.textContent).toContain('The party is over');
    await vi.advanceTimersByTimeAsync(11_000);
    expect(host()).toBeNull();
  });

  it('are turned round where the language is', async () => {
    await say({ ...NOTE, language: 'ar' });
    expect(host()?.shadowRoot?.querySelector('aside')).toMatchObject({ dir: 'rtl', lang: 'ar' });
  });

  it('lie in what is fullscreen, or they would not be seen', async () => {
    document.body.innerHTML = '<div id="player"></div>';
    const player = document.getElementById('player');
    Object.defineProperty(document, 'fullscreenElement', { value: player, configurable: true });
    await say(NOTE);
    expect(host()?.parentElement).toBe(player);
    Object.defineProperty(document, 'fullscreenElement', { value: null, configurable: true });
  });
});
