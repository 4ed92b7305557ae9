import { until } from '../../../support/poll.ts';
import type { Rig } from '../rig.ts';
import { commonNow } from './scenario.ts';

const JOINED = /^watchparty_commands_total\{name="join-party",outcome="ok"\} (\d+)$/m;

/**
 * How many joins the server has granted since its start. An opened line alone is not back: the room may still refuse.
 * Read at the server itself, past everybody's proxy.
 */
export async function joinsGranted({ server }: Rig): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${server.port}/metrics`, {
    headers: { authorization: `Bearer ${server.metricsToken}` },
  });
  if (!response.ok) throw new Error(`/metrics: ${response.status}`);
  return Number(JOINED.exec(await response.text())?.[1] ?? 0);
}

/** When the server had granted so many joins; common time, ms, at most a poll (50 ms) late. @throws if it does not in time */
export async function joinedAgain(rig: Rig, count: number, withinMs: number): Promise<number> {
  await until(async () => (await joinsGranted(rig)) >= count, `${count} joins are granted`, withinMs);
  return commonNow();
}
