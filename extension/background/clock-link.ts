import {
  addSample,
  type ClockEstimate,
  type ClockPair,
  createPartyClock,
  detectClockStep,
  nextPingDelay,
  notePing,
  readClock,
  resetClock,
} from '../../shared/playback/party-clock.ts';
import type { Result } from '../../shared/protocol/errors.ts';

/** A round trip longer than this says nothing about the clock, and a line that makes it twice in a row is dead. */
const PING_TIMEOUT_MS = 4_000;
/** So many pings in a row without an answer: the line is dead though nobody said so. */
const LOST_PINGS = 3;
const WATCH_EVERY_MS = 1_000;
/** `boundMs` is infinite while unknown; the wire knows no infinity (statusSchema's maximum). */
const BOUND_UNKNOWN_MS = 60_000;

export interface ClockLinkOptions {
  /** Sends `clock-ping` at once or not at all: a queued ping would measure the queue. */
  ping: (timeoutMs: number) => Promise<Result<{ t2: number; t3: number }>>;
  isOpen: () => boolean;
  isPlaying: () => boolean;
  /** The estimate was dropped or stepped: whoever copied it must ask again. */
  onChanged: () => void;
  onLineDead: () => void;
  signal: AbortSignal;
}

export interface ClockLink {
  /** @returns never infinite figures */
  read(): ClockEstimate;
  /** A new line: measure afresh, go on by the old estimate meanwhile (S27). */
  reconnected(): void;
}

const look = (): ClockPair => ({ mono: performance.now(), wall: Date.now() });

/** Keeps the estimate of the party clock (S5 to S9): the schedule is shared, the sending is here. */
export function startClockLink(options: ClockLinkOptions): ClockLink {
  const { signal } = options;
  let clock = createPartyClock();
  let seen = look();
  let lost = 0;
  let generation = 0;
  let told: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (): ClockEstimate => {
    const estimate = readClock(clock, performance.now());
    return { ...estimate, boundMs: Math.min(estimate.boundMs, BOUND_UNKNOWN_MS) };
  };

  /** S9. */
  const watchMachine = () => {
    const now = look();
    const step = detectClockStep(seen, now);
    seen = now;
    if (step === 'none') return;
    clock = resetClock(clock, step);
    generation++;
    options.onChanged();
    if (step === 'sleep') options.onLineDead();
  };

  const ping = async () => {
    const mine = generation;
    const t1 = performance.now();
    const answer = await options.ping(PING_TIMEOUT_MS);
    const t4 = performance.now();
    if (signal.aborted || mine !== generation) return;
    if (!answer.ok) {
      lost++;
      if (lost >= LOST_PINGS && options.isOpen()) {
        lost = 0;
        options.onLineDead();
      }
      return;
    }
    lost = 0;
    const before = clock;
    clock = addSample(clock, { t1, t4, ...answer.value });
    const { offset, settled } = readClock(clock, t4);
    const moved = told === null || offset === null || Math.abs(offset - told) > CHANGED_MS;
    if (!moved && settled === readClock(before, t4).settled) return;
    told = offset;
    options.onChanged();
  };

  const turn = () => {
    if (signal.aborted) return;
    if (options.isOpen()) {
      clock = notePing(clock);
      void ping();
    }
    timer = setTimeout(turn, nextPingDelay(clock, { playing: options.isPlaying() }));
  };
  // Its own beat: the pings of a paused party are further apart than the gap that means sleep.
  const watch = setInterval(watchMachine, WATCH_EVERY_MS);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    clearInterval(watch);
  });
  timer = setTimeout(turn, 0);

  return {
    read,
    reconnected() {
      clock = resetClock(clock, 'reconnect');
      generation++;
      lost = 0;
      clearTimeout(timer);
      turn();
    },
  };
}

/**
 * Moved by more than this since they were told, at once or little by little, the content scripts should not wait for their
 * next look in 10 s: a first start was planned by a clock that had been 12 ms off six seconds before.
 */
const CHANGED_MS = 3;
