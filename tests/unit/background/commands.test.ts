import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ASKED_FOR_MS, deadline, fateOf } from '../../../extension/background/command-outbox.ts';
import { createCommandSender } from '../../../extension/background/command-sender.ts';
import { createGate } from '../../../extension/background/gate.ts';
import { createStatusReporter } from '../../../extension/background/status-reporter.ts';
import { COMMAND_LIFE_MS, type OutgoingCommand, supersedes } from '../../../extension/messaging/outgoing-command.ts';
import type { Status } from '../../../shared/party/party.ts';
import { fail, ok } from '../../../shared/protocol/errors.ts';
import { timeline } from './samples.ts';

const command = (name: OutgoingCommand['name'], commandId = name as string): OutgoingCommand => ({
  name,
  commandId,
  epoch: 1,
  baseRev: 10,
  mediaKey: '81',
  currentTime: 5,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('[S3] is an unacknowledged command still wanted?', () => {
  const waiting = { command: command('video-play'), since: 0 };
  test.each([
    ['young, nobody acted', timeline(), 4_900, { kind: 'send' }],
    ['nothing known yet', null, 4_900, { kind: 'send' }],
    ['too old', timeline(), ASKED_FOR_MS + 1, { kind: 'drop', code: 'timeout' }],
    ['another title', timeline({ epoch: 2, rev: 11 }), 100, { kind: 'drop', code: 'stale-epoch' }],
    ['somebody else acted long since', timeline({ rev: 11 }), 4_900, { kind: 'drop', code: 'conflict' }],
    ['somebody else acted in the same moment', timeline({ rev: 11 }), 500, { kind: 'send' }],
    ['it was our own', timeline({ rev: 11, by: 'ben' }), 4_900, { kind: 'send' }],
  ])('%s', (_, held, now, fate) => {
    expect(fateOf(waiting, held, 'ben', now)).toEqual(fate);
  });

  test('[S27] by when it counts, on the party clock: never after the page undoes it, whatever the error of the clock', () => {
    const pressedAt = 500;
    for (const error of [-40, 0, 40]) {
      const { until = Number.NaN } = deadline(pressedAt, { offset: 1_000_000 + error, boundMs: 40 });
      const undoneAt = pressedAt + COMMAND_LIFE_MS + 1_000_000;
      expect(undoneAt - until).toBeGreaterThanOrEqual(0);
      expect(undoneAt - until).toBeLessThanOrEqual(80);
    }
    expect(deadline(pressedAt, { offset: null, boundMs: 60_000 })).toEqual({});
  });

  test('pause supersedes play, a jump does not', () => {
    expect(supersedes(command('video-pause'), command('video-play'))).toBe(true);
    expect(supersedes(command('video-seek'), command('video-play'))).toBe(false);
    expect(supersedes(command('video-seek', 'b'), command('video-seek', 'a'))).toBe(true);
    expect(supersedes(command('video-seek'), command('video-seek'))).toBe(false);
  });
});

describe('the sender', () => {
  const setup = (answers: (ReturnType<typeof fail> | 'ok')[]) => {
    const joined = createGate();
    const stop = new AbortController();
    const asked: string[] = [];
    const ages: number[] = [];
    const { send, settled } = createCommandSender({
      ask: async ({ commandId }, since) => {
        asked.push(commandId);
        ages.push(Date.now() - since);
        const answer = answers.shift() ?? 'ok';
        return answer === 'ok' ? ok({ timeline: timeline() }) : answer;
      },
      joined,
      timeline: () => timeline(),
      you: () => 'ben',
      signal: stop.signal,
      now: () => Date.now(),
    });
    return { joined, stop, asked, ages, send, settled };
  };

  test('[S3] a lost acknowledgement is asked for again with the same id', async () => {
    const { joined, asked, send } = setup([fail('timeout'), fail('offline'), 'ok']);
    joined.open();
    const result = send(command('video-play', 'c1'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await result).toMatchObject({ ok: true });
    expect(asked).toEqual(['c1', 'c1', 'c1']);
  });

  test('[S3] one that lost the race too often is asked again here; the page hears "conflict" only when it is over', async () => {
    const { joined, asked, send } = setup([fail('conflict'), 'ok']);
    joined.open();
    const result = send(command('video-play', 'c1'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await result).toMatchObject({ ok: true });
    expect(asked).toEqual(['c1', 'c1']);
  });

  test('what comes after a command can wait until that is known, not for ever', async () => {
    const { joined, send, settled } = setup([fail('timeout'), 'ok']);
    joined.open();
    expect(await settled(1_000)).toBe(true);
    const done: string[] = [];
    void send(command('video-seek', 'a')).then(() => done.push('known'));
    void settled(1_000).then(() => done.push('settled'));
    await vi.advanceTimersByTimeAsync(200);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(done.sort()).toEqual(['known', 'settled']);
    joined.shut();
    void send(command('video-seek', 'b'));
    const late = settled(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await late).toBe(false);
  });

  test('[S27] each try says when the hand did it, and too late by a wrong clock is asked again while it is young by ours', async () => {
    const { joined, asked, ages, send } = setup([fail('too-late'), fail('timeout'), 'ok']);
    joined.open();
    const young = send(command('video-pause', 'young'), 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await young).toMatchObject({ ok: true });
    expect(ages).toEqual([1_000, 1_250, 1_500]);
    const late = setup([fail('too-late'), fail('too-late'), 'ok']);
    late.joined.open();
    const old = late.send(command('video-pause', 'old'), ASKED_FOR_MS - 100);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await old).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(late.asked).toEqual(['old']);
    expect(asked).toEqual(['young', 'young', 'young']);
  });

  test('a refusal is final', async () => {
    const { joined, asked, send } = setup([fail('not-allowed')]);
    joined.open();
    expect(await send(command('video-play'))).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(asked).toHaveLength(1);
  });

  test('[S27] waits for the room, and a newer wish takes its place', async () => {
    const { joined, asked, send } = setup([]);
    const play = send(command('video-play', 'play'));
    const pause = send(command('video-pause', 'pause'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked).toEqual([]);
    joined.open();
    expect(await pause).toMatchObject({ ok: true });
    expect(await play).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(asked).toEqual(['pause']);
  });

  test('[S27] what the page has given up and undone is never carried out: the room opens too late', async () => {
    const { joined, asked, send } = setup([]);
    const late = send(command('video-pause'));
    await vi.advanceTimersByTimeAsync(6_100);
    joined.open();
    expect(await late).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(asked).toEqual([]);
  });

  test('[S27] its age counts from the hand, also when it is asked for again', async () => {
    const { joined, asked, send } = setup([]);
    const again = send(command('video-pause'), 4_500);
    await vi.advanceTimersByTimeAsync(1_000);
    joined.open();
    expect(await again).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(await send(command('video-pause'), 4_500)).toMatchObject({ ok: true });
    expect(asked).toHaveLength(1);
  });

  test('gives up when its moment has passed, and at once when the party ends', async () => {
    const first = setup([]);
    const late = first.send(command('video-play'));
    await vi.advanceTimersByTimeAsync(ASKED_FOR_MS + 100);
    expect(await late).toMatchObject({ ok: false, error: { code: 'timeout' } });
    const second = setup([]);
    const cut = second.send(command('video-play'));
    second.stop.abort();
    expect(await cut).toMatchObject({ ok: false });
    expect(second.asked).toEqual([]);
  });
});

describe('status reports', () => {
  const status = (over: Partial<Status> = {}): Status => ({
    state: 'in-step',
    skewMs: 1,
    clockBoundMs: 1,
    ready: true,
    ...over,
  });

  test('figures go once a second, the newest of them; a change of state at once', () => {
    const sent: Status[] = [];
    const stop = new AbortController();
    const reporter = createStatusReporter(async (s) => sent.push(s) > 0, stop.signal);
    for (let skewMs = 0; skewMs < 5; skewMs++) reporter.report(status({ skewMs }));
    expect(sent.map((s) => s.skewMs)).toEqual([0]);
    reporter.report(status({ state: 'buffering', ready: false }));
    expect(sent.at(-1)?.state).toBe('buffering');
    reporter.report(status({ state: 'buffering', ready: false, skewMs: 7 }));
    vi.advanceTimersByTime(1_000);
    expect(sent.map((s) => s.skewMs)).toEqual([0, 1, 7]);
    vi.advanceTimersByTime(5_000);
    expect(sent).toHaveLength(3);
    reporter.again();
    expect(sent).toHaveLength(4);
    stop.abort();
  });

  test('[S22] what was not heard is said again, also when nothing changes: a lost "ready" would hold the party', async () => {
    const heard = [false, false, true];
    const sent: Status[] = [];
    const stop = new AbortController();
    const slowly = new Promise<boolean>((done) => setTimeout(() => done(false), 1_500));
    const reporter = createStatusReporter(async (s) => {
      sent.push(s);
      return sent.length === 1 ? slowly : (heard[sent.length - 1] ?? true);
    }, stop.signal);
    reporter.report(status({ ready: true }));
    await vi.advanceTimersByTimeAsync(1_400);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(3);
    stop.abort();
  });
});
