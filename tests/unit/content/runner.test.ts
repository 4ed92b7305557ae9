// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Observation, Write } from '../../../extension/content/controller/types.ts';
import type { PlayerSession } from '../../../extension/content/player-session.ts';
import { startRunner } from '../../../extension/content/runner.ts';
import { DEEDS_KEPT, type Deeds } from '../../../extension/messaging/deeds.ts';
import { COMMAND_LIFE_MS } from '../../../extension/messaging/outgoing-command.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';

const SEEK_TOOK_MS = 40;
let life: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

/** A player that does at once what it is told, the party's clock being the page's. */
function player(startsAt: number) {
  let [position, at, paused, rate] = [startsAt, performance.now(), true, 1];
  const here = () => position + (paused ? 0 : ((performance.now() - at) / 1000) * rate);
  const go = (to: number) => {
    [position, at] = [to, performance.now()];
  };
  const observe = (): Observation => ({
    now: performance.now(),
    partyNow: performance.now(),
    clockBoundMs: 1,
    clockSettled: true,
    media: 'right',
    position: here(),
    duration: 3_600,
    paused,
    seeking: false,
    ended: false,
    readyState: 4,
    bufferedAhead: 100,
    rate,
    phase: 'content',
    capabilities: { seek: 'exact', rate: true, cheapSeek: true, clock: 'exact' },
    autoplayBlocked: false,
  });
  const apply = async (write: Write) => {
    go(here());
    if (write.kind === 'seek') go(write.position);
    else if (write.kind === 'rate') rate = write.rate;
    else paused = write.kind === 'pause';
    return { outcome: 'done' as const, tookMs: write.kind === 'seek' ? SEEK_TOOK_MS : 1 };
  };
  const session = { observe, apply, pending: () => false, flush: () => {} } as unknown as PlayerSession;
  return { session, observe, kick: (by: number) => go(here() + by) };
}

function run(answer: () => Promise<Result<unknown>> = async () => ok(null)) {
  const { session, observe, kick } = player(100);
  const asked: { name: string; payload: unknown }[] = [];
  const notices: [string, string][] = [];
  const runner = startRunner({
    request: (name, payload) => {
      asked.push({ name, payload });
      return answer() as never;
    },
    observeNothing: observe,
    shown: { status: () => {}, notice: (notice, why) => void notices.push([notice, why]) },
    onLearned: () => {},
    mayControl: true,
    signal: life.signal,
  });
  runner.player(session);
  let rev = 0;
  const party = (playing: boolean, position: number) =>
    runner.timeline(
      { epoch: 1, mediaKey: 'k', rev: ++rev, playing, position, at: performance.now(), rate: 1, by: 'ana' },
      { snapshot: true },
    );
  const told = () => asked.filter(({ name }) => name === 'player:deeds').map(({ payload }) => payload as Deeds);
  return { runner, party, kick, told, notices, at: () => observe().position };
}

it('tells what was done to the player, how far off it stood and why, when it is asked and only then', async () => {
  const { runner, party, kick, told, at } = run();
  party(true, at());
  await vi.advanceTimersByTimeAsync(6_000);
  kick(-0.3);
  await vi.advanceTimersByTimeAsync(1_500);
  kick(-5);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(told()).toEqual([]);
  runner.tellDeeds();
  const [{ now, deeds } = { now: 0, deeds: [] }] = told();
  expect(now).toBe(performance.now());
  const slow = deeds.find(({ kind, rate = 1, base = 1 }) => kind === 'rate' && rate > base);
  expect(slow?.off).toBeCloseTo(0.3, 1);
  expect(slow?.reason).toBe('large-error');
  const seek = deeds.find(({ kind, off }) => kind === 'seek' && (off ?? 0) > 4);
  expect(seek).toMatchObject({ reason: 'seek-to-party', tookMs: SEEK_TOOK_MS });
  for (const deed of deeds) expect(deed.at).toBeLessThanOrEqual(now);
});

it('keeps the last of them and no more', async () => {
  const { runner, party, told, at } = run();
  for (let time = 0; time < DEEDS_KEPT; time++) {
    party(time % 2 === 0, at());
    await vi.advanceTimersByTimeAsync(1_000);
  }
  runner.tellDeeds();
  const { deeds } = told()[0] ?? { deeds: [] };
  expect(deeds).toHaveLength(DEEDS_KEPT);
  expect(performance.now() - (deeds.at(-1)?.at ?? 0)).toBeLessThan(1_500);
  expect(deeds[0]?.at).toBeGreaterThan(1_000);
});

it('[S27] says of a press that it has undone what the last answer said against it, if there was one', async () => {
  let answer: Promise<Result<unknown>> = new Promise(() => {});
  const { runner, party, notices, at } = run(() => answer);
  const press = async () => {
    runner.intent({ kind: 'pause', position: at() });
    await vi.advanceTimersByTimeAsync(COMMAND_LIFE_MS + 200);
  };
  party(true, at());
  await vi.advanceTimersByTimeAsync(1_000);
  await press();
  expect(notices).toEqual([['command-refused', 'timeout']]);
  answer = Promise.resolve(fail('offline'));
  await press();
  answer = Promise.resolve(fail('conflict'));
  await press();
  answer = new Promise(() => {});
  await press();
  expect(notices.map(([, why]) => why)).toEqual(['timeout', 'offline', 'conflict', 'timeout']);
});
