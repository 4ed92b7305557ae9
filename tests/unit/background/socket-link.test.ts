import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SERVER_EVENTS, type ServerEventHandlers } from '../../../extension/background/server-events.ts';
import { type LinkState, openSocketLink } from '../../../extension/background/socket-link.ts';
import { change } from './samples.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** As much of a socket as the link touches; `answer` is what the server acknowledges with. */
class FakeSocket extends EventEmitter {
  connected = false;
  tries = 0;
  answer: () => Promise<unknown> = async () => ({ ok: true, value: null });
  io = Object.assign(new EventEmitter(), { engine: { close: () => this.drop() } });
  connect() {
    this.tries++;
  }
  open() {
    this.connected = true;
    this.emit('connect');
  }
  drop() {
    this.connected = false;
    this.emit('disconnect');
  }
  disconnect() {
    if (this.connected) this.drop();
  }
  timeout() {
    return { emitWithAck: () => this.answer() };
  }
  refuse(data?: unknown) {
    this.emit('connect_error', Object.assign(new Error('no'), { data }));
  }
}

function setup() {
  const socket = new FakeSocket();
  const states: LinkState[] = [];
  const heard: string[] = [];
  const stop = new AbortController();
  const names = Object.keys(SERVER_EVENTS) as (keyof ServerEventHandlers)[];
  const on = Object.fromEntries(names.map((name) => [name, () => heard.push(name)])) as never;
  const link = openSocketLink({
    makeSocket: () => socket as unknown as Socket,
    onState: (state) => states.push(state),
    on,
    onPing: () => {},
    signal: stop.signal,
    random: () => 0.5,
  });
  return { socket, states, heard, stop, link };
}

describe('the line', () => {
  test('[S27] tries again 0.25 s after it broke, and never gives up', () => {
    const { socket, states } = setup();
    socket.open();
    socket.drop();
    expect(states.at(-1)).toEqual({ state: 'waiting', nextTryAt: Date.now() + 250 });
    vi.advanceTimersByTime(249);
    expect(socket.tries).toBe(1);
    vi.advanceTimersByTime(1);
    expect(socket.tries).toBe(2);
    for (let tries = 3; tries < 40; tries++) {
      socket.refuse();
      vi.advanceTimersByTime(10_000);
      expect(socket.tries).toBe(tries);
    }
  });

  test('[S27] starts again from 0.25 s once it was open', () => {
    const { socket, states } = setup();
    for (let n = 0; n < 4; n++) {
      socket.refuse();
      vi.advanceTimersByTime(10_000);
    }
    socket.open();
    socket.drop();
    expect(states.at(-1)).toMatchObject({ nextTryAt: Date.now() + 250 });
  });

  test('[R6] a draining server is left at once and tried again when it said', () => {
    const { socket, states } = setup();
    socket.open();
    socket.emit('server-draining', { retryAfterMs: 4_000 });
    expect(socket.connected).toBe(false);
    expect(states.at(-1)).toMatchObject({ state: 'waiting', nextTryAt: Date.now() + 4_000 });
    vi.advanceTimersByTime(3_999);
    expect(socket.tries).toBe(1);
    vi.advanceTimersByTime(1);
    expect(socket.tries).toBe(2);
  });

  test('a refusal that lasts is said and not tried again; one that passes is tried when it said', () => {
    const { socket, states } = setup();
    socket.refuse({ code: 'unavailable', retryAfterMs: 5_000 });
    expect(states.at(-1)).toMatchObject({ state: 'waiting', nextTryAt: Date.now() + 5_000 });
    vi.advanceTimersByTime(5_000);
    expect(socket.tries).toBe(2);
    socket.refuse({ code: 'client-too-old' });
    expect(states.at(-1)).toEqual({ state: 'refused', code: 'client-too-old' });
    vi.advanceTimersByTime(60_000);
    expect(socket.tries).toBe(2);
  });

  test('"try now" does not wait, and the signal ends it all', () => {
    const { socket, stop, link } = setup();
    socket.refuse();
    link.retryNow();
    expect(socket.tries).toBe(2);
    socket.refuse();
    stop.abort();
    vi.advanceTimersByTime(60_000);
    expect(socket.tries).toBe(2);
  });

  test('a dead line that says nothing is renewed', () => {
    const { socket, link } = setup();
    socket.open();
    link.renew();
    vi.advanceTimersByTime(250);
    expect(socket.tries).toBe(2);
  });
});

describe('requests', () => {
  test('without a connection: `offline`, at once', async () => {
    expect(await setup().link.request('leave-party', {})).toMatchObject({ error: { code: 'offline' } });
  });

  test('a value, a code, silence, and an answer that does not fit', async () => {
    const { socket, link } = setup();
    socket.open();
    expect(await link.request('leave-party', {})).toEqual({ ok: true, value: null });
    socket.answer = async () => ({ ok: false, error: { code: 'not-allowed' } });
    expect(await link.request('leave-party', {})).toMatchObject({ error: { code: 'not-allowed' } });
    socket.answer = () => Promise.reject(new Error('operation has timed out'));
    expect(await link.request('leave-party', {})).toMatchObject({ error: { code: 'timeout' } });
    vi.spyOn(console, 'warn').mockReturnValue();
    socket.answer = async () => ({ ok: true, value: { t2: 'now' } });
    expect(await link.request('clock-ping', {})).toMatchObject({ error: { code: 'internal' } });
  });
});

test('[I1] what the server pushes is parsed: what does not fit is not heard', () => {
  const { socket, heard } = setup();
  vi.spyOn(console, 'warn').mockReturnValue();
  socket.emit('video-play', change());
  socket.emit('video-play', change({ position: Number.NaN }));
  socket.emit('member-left', { memberId: 'ana', reason: 'bored' });
  socket.emit('party-closed', { reason: 'kicked' });
  expect(heard).toEqual(['video-play', 'party-closed']);
});
