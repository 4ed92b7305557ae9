import { type ControllerState, createController, step } from '../../../extension/content/controller/controller.ts';
import type { ControllerEvent, Decision, Effect, Observation } from '../../../extension/content/controller/types.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';

/** A controller on a workbench: page clock and party clock are the same here, 0 at the start. */
export const TIMELINE: Timeline = {
  epoch: 1,
  mediaKey: 'film',
  rev: 5,
  playing: true,
  position: 100,
  at: 0,
  rate: 1,
  by: 'ana',
};

export const OBSERVATION: Observation = {
  now: 0,
  partyNow: 0,
  clockBoundMs: 10,
  clockSettled: true,
  media: 'right',
  position: 100,
  duration: 7200,
  paused: false,
  seeking: false,
  ended: false,
  readyState: 4,
  bufferedAhead: 30,
  rate: 1,
  phase: 'content',
  capabilities: { seek: 'exact', rate: true, cheapSeek: true, clock: 'exact' },
  autoplayBlocked: false,
};

type Bare<E> = E extends { observation: Observation } ? Omit<E, 'observation'> : E;

/** A player by hand: `look` is what is observed, merged with time and, while it plays, the position `behind` seconds off. It obeys the rates it is given. */
export class Workbench {
  state: ControllerState = createController({ commandPrefix: 'me' });
  now = 0;
  look: Partial<Observation> = {};
  behind = 0;
  rate = 1;

  observe(): Observation {
    const position = 100 + this.now / 1000 - this.behind;
    return { ...OBSERVATION, now: this.now, partyNow: this.now, position, rate: this.rate, ...this.look };
  }

  tell(event: Bare<ControllerEvent>): Decision<ControllerState> {
    const decision = step(this.state, { ...event, observation: this.observe() } as ControllerEvent, this.now);
    this.state = decision.state;
    for (const effect of decision.effects) if (effect.kind === 'rate') this.rate = effect.rate;
    return decision;
  }

  follow(timeline: Partial<Timeline> = {}): Decision<ControllerState> {
    return this.tell({ kind: 'timeline', timeline: { ...TIMELINE, ...timeline }, snapshot: true });
  }

  /** Ticks at 10 Hz. @returns everything but wakes, statuses and learnings */
  tick(times = 1, gap = 100): Effect[] {
    const effects: Effect[] = [];
    for (let i = 0; i < times; i++) {
      this.now += gap;
      this.behind -= ((this.rate - 1) * gap) / 1000;
      effects.push(...writes(this.tell({ kind: 'tick' })));
    }
    return effects;
  }
}

/** One that runs in step. */
export function inStep(): Workbench {
  const bench = new Workbench();
  bench.follow();
  bench.tick(5);
  return bench;
}

export const writes = (decision: Decision<unknown>): Effect[] =>
  decision.effects.filter(({ kind }) => kind !== 'wake' && kind !== 'status' && kind !== 'learned');
