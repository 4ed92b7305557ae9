import type { Result } from '../../shared/protocol/errors.ts';
import type { ClockReading } from '../messaging/messages.ts';
import { addSample, FRESH_SAMPLES, type PartyTime, partyTimeAt } from './clock-samples.ts';

/** The party clock for this page. */
export interface PartyClock {
  /** Party clock at a page time (`performance.now()`, ms). */
  read(pageNow: number): PartyTime;
  /** The background's clock changed or the background is another one: ask again now. */
  refresh(): void;
}

/** A burst finds a ping-pong without a queue in it: port RTT p50 1.3 ms (m), p95 a few times that. */
const BURST = 5;
const BURST_GAP_MS = 40;
const REFRESH_MS = 10_000;
/** While the estimate moves (slew of 2 ms/s, S7) ten seconds would be 20 ms; while it is unknown, they would be silence. */
const RESTLESS_MS = 1_000;
const RESTLESS_CHANGE_MS = 0.5;

/** Keep asking until `signal` aborts. */
export function startPartyClock(
  ping: () => Promise<Result<ClockReading>>,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): PartyClock {
  let state = FRESH_SAMPLES;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;

  async function sample(mine: number): Promise<boolean> {
    const t1 = now();
    const result = await ping();
    if (signal.aborted || mine !== round || !result.ok) return false;
    state = addSample(state, { t1, t4: now(), reading: result.value });
    return true;
  }

  async function burst(): Promise<void> {
    const mine = ++round;
    const before = state.samples.at(-1)?.reading.offset ?? null;
    for (let i = 0; i < BURST && mine === round && !signal.aborted; i++) {
      if (i > 0) await new Promise((resolve) => setTimeout(resolve, BURST_GAP_MS));
      if (mine !== round || signal.aborted || !(await sample(mine))) break;
    }
    if (mine !== round || signal.aborted) return;
    const latest = state.samples.at(-1)?.reading;
    const offset = latest?.offset ?? null;
    const calm =
      latest?.settled && before !== null && offset !== null && Math.abs(offset - before) < RESTLESS_CHANGE_MS;
    timer = setTimeout(() => void burst(), calm ? REFRESH_MS : RESTLESS_MS);
  }

  const refresh = () => {
    clearTimeout(timer);
    if (!signal.aborted) void burst();
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  refresh();
  return { read: (pageNow) => partyTimeAt(state, pageNow), refresh };
}
