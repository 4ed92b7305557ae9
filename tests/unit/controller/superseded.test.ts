import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCommandSender } from '../../../extension/background/command-sender.ts';
import { createGate } from '../../../extension/background/gate.ts';
import type { Intent } from '../../../extension/content/controller/types.ts';
import type { OutgoingCommand } from '../../../extension/messaging/outgoing-command.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';
import { TIMELINE, Workbench } from './workbench.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The page's controller and the background's sender, one behind the other, and a line that is away at first. */
function offline() {
  const bench = new Workbench();
  bench.follow();
  bench.tick(5);
  const joined = createGate();
  const asked: string[] = [];
  const answered: Promise<unknown>[] = [];
  let { rev } = TIMELINE;
  const { send } = createCommandSender({
    ask: async ({ name, currentTime }) => {
      asked.push(`${name} ${currentTime}`);
      rev += 1;
      return ok({ timeline: { ...TIMELINE, rev, playing: name !== 'video-pause', position: currentTime, by: 'me' } });
    },
    joined,
    timeline: () => TIMELINE,
    you: () => 'me',
    signal: new AbortController().signal,
    now: () => bench.now,
  });
  const hear = (commandId: string, result: Result<{ timeline: Timeline }>) =>
    pass(bench.tell({ kind: 'command-result', commandId, result }).effects);
  const ask = (command: OutgoingCommand, since: number) => {
    answered.push(send(command, bench.now - since).then((result) => hear(command.commandId, result)));
  };
  function pass(effects: ReturnType<typeof bench.tell>['effects']): void {
    for (const effect of effects) if (effect.kind === 'send') ask(effect.command, effect.since);
  }
  const hand = (intent: Intent) => {
    pass(bench.tell({ kind: 'intent', intent }).effects);
    bench.look = { position: intent.position, paused: intent.kind === 'pause' };
  };
  const wait = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      pass(bench.tick(1));
      await vi.advanceTimersByTimeAsync(100);
    }
  };
  return { bench, joined, asked, hand, wait };
}

describe('[S27] two acts while the line is away: the last one counts', () => {
  it('pause, then play: the party is not paused', async () => {
    const { bench, joined, asked, hand, wait } = offline();
    hand({ kind: 'pause', position: 100.5 });
    await wait(1_000);
    hand({ kind: 'play', position: 100.5 });
    await wait(1_000);
    joined.open();
    await wait(2_000);
    expect(asked).toEqual(['video-play 100.5']);
    expect(bench.state).toMatchObject({ pending: [], timeline: { playing: true } });
  });

  it('a jump, then another: all go to the second', async () => {
    const { bench, joined, asked, hand, wait } = offline();
    hand({ kind: 'seek', position: 200 });
    await wait(1_000);
    hand({ kind: 'seek', position: 300 });
    await wait(1_000);
    joined.open();
    await wait(2_000);
    expect(asked).toEqual(['video-seek 300']);
    expect(bench.state).toMatchObject({ pending: [], timeline: { position: 300 } });
  });
});

it('[S27] what others have decided meanwhile is final at once: the player does not stand aside until the act is old', () => {
  const bench = new Workbench();
  bench.follow();
  bench.tick(5);
  const [send] = bench
    .tell({ kind: 'intent', intent: { kind: 'pause', position: 100.5 } })
    .effects.filter((effect) => effect.kind === 'send');
  bench.look = { position: 100.5, paused: true };
  const decision = bench.tell({ kind: 'command-result', commandId: send!.command.commandId, result: fail('conflict') });
  expect(decision.reason).toMatch(/^command-refused/);
  expect(bench.state.pending).toEqual([]);
});
