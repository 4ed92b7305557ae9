import { describe, expect, it } from 'vitest';
import { readCommandLine, UsageProblem } from '../../bench/relay/cli.ts';
import { Histogram } from '../../bench/relay/histogram.ts';
import { roundOf } from '../../bench/relay/side.ts';
import { WIRES } from '../../bench/relay/wire.ts';

describe('the relay bench', () => {
  it('reads its command line, and says in words what is wrong', () => {
    expect(readCommandLine(['--members', '500', '--json', '--logins=20'])).toMatchObject({
      members: 500,
      party: 5,
      rate: 1,
      logins: 20,
      json: true,
      knee: false,
    });
    for (const wrong of [
      ['--members', 'x'],
      ['--party=1'],
      ['--rate', '0'],
      ['--what'],
      ['--members=20', '--party=50'],
    ])
      expect(() => readCommandLine(wrong)).toThrow(UsageProblem);
  });

  it('finds quantiles without keeping each time, over several processes', () => {
    const one = new Histogram();
    for (let ms = 1; ms <= 99; ms++) one.add(ms);
    const all = new Histogram().merge(one.counts()).merge([[100_000, 1]]);
    expect(all.size).toBe(100);
    expect(all.quantile(0.5)).toBeCloseTo(50);
    expect(all.quantile(0.99)).toBeCloseTo(99);
    expect(all.quantile(1)).toBeCloseTo(1_000);
    expect(new Histogram().quantile(0.5)).toBeNaN();
  });

  it('counts CPU a delivery, and what was not delivered', () => {
    const reading = (cpuUs: number) =>
      ({ kind: 'reading', cpuUs, mainUs: cpuUs / 2, rssBytes: 0, heapBytes: 0 }) as const;
    const times = new Histogram().merge([[100, 90]]);
    const heard = {
      sent: 20,
      acknowledged: 19,
      refused: 1,
      expected: 100,
      heard: 90,
      bytes: 900,
      pulsesSent: 0,
      dropped: 2,
    };
    const round = roundOf(
      reading(1_000),
      reading(10_000),
      { ...heard, relay: times, acks: times, pulses: times, late: times },
      45,
    );
    expect(round).toMatchObject({ cpuPerDeliveryUs: 100, mainPerDeliveryUs: 50, lost: 10, refused: 1, dropped: 2 });
    expect(round).toMatchObject({ cpuShare: 0.2, bytesPerDelivery: 10, p50: 1, lateP99: 1 });
  });

  it.each(['json', 'msgpack'] as const)('speaks Socket.IO in %s', (name) => {
    const wire = WIRES[name];
    const read = (frame: string | Buffer) => wire.read(Buffer.from(frame), typeof frame !== 'string');
    expect(read('2')).toEqual({ kind: 'ping' });
    expect(read('0{"sid":"x"}')).toEqual({ kind: 'open' });
    const request = wire.request('video-seek', { commandId: 'c1', currentTime: 5 }, 7);
    if (name === 'json') expect(request).toBe('427["video-seek",{"commandId":"c1","currentTime":5}]');
    expect(read(name === 'json' ? '42["video-seek",{"commandId":"c1"}]' : request)).toEqual({
      kind: 'event',
      commandId: 'c1',
    });
  });
});
