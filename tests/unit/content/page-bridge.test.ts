// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPageBridge } from '../../../extension/content/page-bridge.ts';
import { serveDriver, soleInstance } from '../../../extension/page/channel.ts';
import type { PageDriver } from '../../../extension/page/driver.ts';
import { BRIDGE_MESSAGE_MAX_CHARS, HELLO_EVENT, RETIRE_EVENT } from '../../../extension/page/vocabulary.ts';

const snapshot = {
  contentMs: 61_000,
  mediaMs: 76_000,
  durationMs: 5_400_000,
  paused: false,
  ad: false,
  contentId: '81000001',
  live: false,
};

function driver(over: Partial<PageDriver> = {}): PageDriver {
  return {
    probe: () => true,
    snapshot: () => snapshot,
    play: () => true,
    pause: () => true,
    seek: () => true,
    rate: () => true,
    identity: () => '81000001',
    metadata: () => ({ title: 'Pilot', series: 'Show', season: 1, episode: 1 }),
    ...over,
  };
}

let life: AbortController;
let clock = 0;
const bridge = (onEvent = () => {}) => openPageBridge(onEvent, life.signal, () => clock);
/** What the page sees of the conversation: names of events, and their text. */
function eavesdrop() {
  const heard: { type: string; detail: unknown }[] = [];
  const original = document.dispatchEvent.bind(document);
  vi.spyOn(document, 'dispatchEvent').mockImplementation((event) => {
    heard.push({ type: event.type, detail: (event as CustomEvent).detail });
    return original(event);
  });
  return heard;
}

beforeEach(() => {
  life = new AbortController();
  clock = 0;
});
afterEach(() => {
  life.abort();
  vi.restoreAllMocks();
});

describe('page bridge', () => {
  it('answers within the call: a clock reading carries no delay', () => {
    serveDriver(driver(), life.signal);
    const open = bridge();
    expect(open.ready()).toBe(true);
    expect(open.snapshot()).toEqual(snapshot);
    expect(open.metadata()).toEqual({ title: 'Pilot', series: 'Show', season: 1, episode: 1 });
    expect(open.identity()).toBe('81000001');
  });

  it('passes seeks in content ms and rates', () => {
    const seek = vi.fn(() => true);
    const rate = vi.fn(() => false);
    serveDriver(driver({ seek, rate }), life.signal);
    const open = bridge();
    expect(open.command('seek', 1_234)).toBe(true);
    expect(open.command('rate', 1.01)).toBe(false);
    expect(seek).toHaveBeenCalledWith(1_234);
    expect(rate).toHaveBeenCalledWith(1.01);
  });

  it('[B2] nobody there, a throw, or nonsense is “unknown”', () => {
    expect(bridge().snapshot()).toBeNull();
    clock += 1_000;
    serveDriver(
      driver({
        snapshot: () => {
          throw new Error('the site has changed');
        },
        metadata: () => ({ title: 5 }) as never,
        identity: () => 'x'.repeat(301),
      }),
      life.signal,
    );
    const open = bridge();
    expect(open.snapshot()).toBeNull();
    expect(open.metadata()).toBeNull();
    expect(open.identity()).toBeNull();
  });

  it.each<[string, object]>([
    ['infinite', { ...snapshot, contentMs: 1e300 }],
    ['a string', { ...snapshot, contentMs: '61000' }],
    ['missing', { ...snapshot, contentMs: undefined }],
  ])('[B2] a content clock that is %s makes the whole snapshot unknown', (_, odd) => {
    serveDriver(driver({ snapshot: () => odd as never }), life.signal);
    expect(bridge().snapshot()).toBeNull();
  });

  it('[B2] a page that answers before the driver is still only a schema’s worth', () => {
    const heard = eavesdrop();
    serveDriver(driver(), life.signal);
    const open = bridge();
    open.ready();
    const channel = heard.find(({ type }) => type.endsWith(':say'))!.type;
    for (const detail of [
      '{',
      '{"id":1,"value":{}}',
      '{"event":"format-disk"}',
      'x'.repeat(BRIDGE_MESSAGE_MAX_CHARS + 1),
      null,
      {},
    ])
      document.dispatchEvent(new CustomEvent(channel, { detail }));
    clock += 100;
    expect(open.snapshot()).toEqual(snapshot);
  });

  it('[B2] the page side takes nothing but the vocabulary', () => {
    const seek = vi.fn(() => true);
    const heard = eavesdrop();
    serveDriver(driver({ seek }), life.signal);
    bridge().ready();
    const channel = heard.find(({ type }) => type.endsWith(':ask'))!.type;
    const answers = vi.fn();
    document.addEventListener(channel.replace(':ask', ':say'), answers, { signal: life.signal });
    for (const request of [
      { id: 1, op: 'seek', value: -5 },
      { id: 1, op: 'seek', value: 'NaN' },
      { id: 1, op: 'seek' },
      { id: 1, op: 'constructor' },
      { op: 'play' },
    ])
      document.dispatchEvent(new CustomEvent(channel, { detail: JSON.stringify(request) }));
    expect(seek).not.toHaveBeenCalled();
    expect(answers).not.toHaveBeenCalled();
    document.dispatchEvent(new CustomEvent(channel, { detail: '{"id":9,"op":"seek","value":5}' }));
    expect(seek).toHaveBeenCalledTimes(1);
    expect(answers).toHaveBeenCalledTimes(1);
  });

  it('[B2] nothing but names and numbers ever crosses', () => {
    const heard = eavesdrop();
    serveDriver(driver(), life.signal);
    const open = bridge();
    open.snapshot();
    open.command('seek', 5);
    for (const { type, detail } of heard.filter((one) => one.type.endsWith(':ask') || one.type === HELLO_EVENT)) {
      expect(detail).toBeTypeOf('string');
      expect(String(detail)).toMatch(
        /^\{"(?:id":\d+,"op":"[a-z]+"(?:,"value":[\d.]+)?|version":\d+,"nonce":"[0-9a-f]{32}")\}$/,
      );
      expect(type).toMatch(/^wp:(?:hello|[0-9a-f]{32}:ask)$/);
    }
  });

  it('finds a page script that comes later, and its successor after an update', () => {
    const open = bridge();
    expect(open.ready()).toBe(false);
    const first = soleInstance();
    serveDriver(driver({ identity: () => 'old' }), first);
    clock += 600;
    expect(open.identity()).toBe('old');
    const second = soleInstance();
    expect(first.aborted).toBe(true);
    serveDriver(driver({ identity: () => 'new' }), second);
    clock += 600;
    expect(open.identity()).toBe('new');
    document.dispatchEvent(new CustomEvent(RETIRE_EVENT, { detail: 'null' }));
    expect(second.aborted).toBe(true);
  });

  it('one reading serves one look: clock, ad and length do not come from different moments', () => {
    const read = vi.fn(() => snapshot);
    serveDriver(driver({ snapshot: read }), life.signal);
    const open = bridge();
    for (let i = 0; i < 5; i++) open.snapshot();
    expect(read).toHaveBeenCalledTimes(1);
    clock += 11;
    open.snapshot();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('passes the site’s events on', () => {
    let tell: (event: 'ad') => void = () => {};
    serveDriver(
      driver({
        watch: (say) => {
          tell = say;
        },
      }),
      life.signal,
    );
    const onEvent = vi.fn();
    bridge(onEvent).ready();
    tell('ad');
    expect(onEvent).toHaveBeenCalledWith('ad');
  });

  it('is silent after its end', () => {
    serveDriver(driver(), new AbortController().signal);
    const open = bridge();
    expect(open.ready()).toBe(true);
    life.abort();
    expect(open.ready()).toBe(false);
  });
});
