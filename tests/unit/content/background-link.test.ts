// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBackgroundLink, REOPEN_FIRST_MS, REOPEN_MAX_MS } from '../../../extension/content/background-link.ts';

function fakePort() {
  const messages: ((message: unknown) => void)[] = [];
  const ends: (() => void)[] = [];
  return {
    sent: [] as { id: number; name: string }[],
    onMessage: { addListener: (f: (message: unknown) => void) => messages.push(f) },
    onDisconnect: { addListener: (f: () => void) => ends.push(f) },
    postMessage(message: { id: number; name: string }) {
      this.sent.push(message);
    },
    disconnect: vi.fn(),
    answer(value: unknown) {
      const { id } = this.sent.at(-1)!;
      for (const f of messages) f({ id, result: { ok: true, value } });
    },
    die: () => {
      for (const f of ends) f();
    },
  };
}

let life: AbortController;
let ports: ReturnType<typeof fakePort>[];
let alive = true;
let known = true;
const onDead = vi.fn();

const open = (connect?: () => never) =>
  openBackgroundLink({
    connect: () => {
      if (connect) return connect();
      const port = fakePort();
      ports.push(port);
      return port as never;
    },
    isAlive: () => alive,
    onEvent: () => {},
    onOpen: async (request) => {
      void request('content:hello', { top: true, url: 'https://films.example/' });
      return known;
    },
    onDead,
    signal: life.signal,
  });

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  ports = [];
  alive = true;
  known = true;
  onDead.mockReset();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

describe('the way to the background', () => {
  it('[S28] comes back by itself when the worker is stopped, and says hello again', async () => {
    open();
    await vi.advanceTimersByTimeAsync(0);
    ports[0]?.die();
    await vi.advanceTimersByTimeAsync(REOPEN_FIRST_MS);
    expect(ports).toHaveLength(2);
    expect(ports[1]?.sent[0]?.name).toBe('content:hello');
  });

  it('[S28] backs off to two seconds and never gives up', async () => {
    known = false;
    open();
    for (let i = 0; i < 20; i++) {
      await vi.advanceTimersByTimeAsync(0);
      ports.at(-1)?.die();
      await vi.advanceTimersByTimeAsync(REOPEN_MAX_MS);
    }
    expect(ports).toHaveLength(21);
  });

  it('asks again on the same port while the background is still joining', async () => {
    known = false;
    open();
    await vi.advanceTimersByTimeAsync(0);
    known = true;
    await vi.advanceTimersByTimeAsync(REOPEN_FIRST_MS);
    expect(ports).toHaveLength(1);
    expect(ports[0]?.sent).toHaveLength(2);
  });

  it('falls silent when the extension is updated or removed', async () => {
    open();
    await vi.advanceTimersByTimeAsync(0);
    alive = false;
    ports[0]?.die();
    expect(onDead).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ports).toHaveLength(1);
  });

  it('a connect that throws is tried again, unless the extension is gone', async () => {
    let throws = 0;
    open(() => {
      throws++;
      if (throws === 2) alive = false;
      throw new Error('Extension context invalidated.');
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(throws).toBe(2);
    expect(onDead).toHaveBeenCalledTimes(1);
  });

  it('what was asked when the way broke is answered “offline”', async () => {
    const link = open();
    await vi.advanceTimersByTimeAsync(0);
    const asked = link.request('clock:ping', null);
    ports[0]?.die();
    expect(await asked).toEqual({ ok: false, error: { code: 'offline' } });
    expect(await link.request('clock:ping', null)).toEqual({ ok: false, error: { code: 'offline' } });
  });

  it('closes when the browser keeps the page for the way back, and opens anew when it comes', async () => {
    const turn = (type: string, persisted: boolean, isTrusted = true) =>
      window.dispatchEvent(
        Object.defineProperties(new Event(type), { persisted: { value: persisted }, isTrusted: { value: isTrusted } }),
      );
    open();
    // What every load brings.
    turn('pageshow', false);
    expect(ports).toHaveLength(1);
    // What a page says itself cuts nothing off.
    turn('pagehide', true, false);
    expect(ports[0]?.disconnect).not.toHaveBeenCalled();
    turn('pagehide', true);
    expect(ports[0]?.disconnect).toHaveBeenCalledTimes(1);
    turn('pageshow', true, false);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(ports).toHaveLength(1);
    turn('pageshow', true);
    expect(ports).toHaveLength(2);
    expect(ports[1]?.sent[0]?.name).toBe('content:hello');
    // The instance is over: nothing of it hears the page any more.
    life.abort();
    turn('pageshow', true);
    expect(ports).toHaveLength(2);
  });

  it('closes with its signal', async () => {
    open();
    life.abort();
    expect(ports[0]?.disconnect).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(ports).toHaveLength(1);
  });
});
