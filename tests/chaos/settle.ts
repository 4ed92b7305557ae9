import type { Store } from '../../server/store/store.ts';
import type { Role } from '../../shared/party/party.ts';
import { HOST_GRACE_MS } from '../../shared/protocol/limits.ts';
import { type ChatVerdict, judgeChat, noChatFaults } from './chat-verdict.ts';
import { allIn, type ChaosParty } from './crowd.ts';
import type { ChaosMember } from './member.ts';
import type { Roles, Testimony } from './testimony.ts';
import { judge, noFaults, type Verdict } from './verdict.ts';

/** Everything that can be wrong with a party. */
export type Findings = Verdict & ChatVerdict;
export const noFindings = (): Findings => ({ ...noFaults(), ...noChatFaults() });

/** How many commands of each member were acknowledged when the round began. */
export type Before = ReadonlyMap<ChaosMember, number>;

/** Everything that was sent must be acknowledged by then, and everybody hold the same. */
export const SETTLE_MS = 30_000;
/** A member may ask for a snapshot twice a second in the long run (P5). */
const LOOK_AGAIN_MS = 700;

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** From here on counts what is heard, how long ways back take and what is refused. */
export function beginRound(everybody: readonly ChaosMember[]): Before {
  for (const one of everybody) {
    one.heard.length = 0;
    one.reconnects.length = 0;
    one.ways.length = 0;
    one.refusals.clear();
  }
  return new Map(everybody.map((one) => [one, one.acknowledged.length]));
}

/**
 * Everybody does one thing after the other while `act` runs. When this returns all of it is acknowledged.
 * @param pace pauses of a member between one thing and the next, ms
 * @throws with who waits for what, if something is not acknowledged in time
 */
export async function whileAllAct<T>(
  everybody: readonly ChaosMember[],
  pace: (first: boolean) => number,
  act: () => Promise<T>,
): Promise<T> {
  let silent = false;
  const talk = async (member: ChaosMember) => {
    await pause(pace(true));
    while (!silent) {
      await member.doNext();
      await pause(pace(false));
    }
  };
  const talking = Promise.all(everybody.map(talk));
  talking.catch(() => undefined); // Told below; it must not end the process before.
  const done = await act().finally(() => {
    silent = true;
  });
  await within(talking, SETTLE_MS, 'deeds without an acknowledgement').catch((error: Error) => {
    const stuck = everybody
      .filter((one) => one.waits !== null)
      .map((one) => `${one.waits} ${JSON.stringify([...one.refusals])}`);
    throw new Error(`${error.message}: ${stuck.length} wait: ${stuck.slice(0, 8).join('; ')}`);
  });
  return done;
}

/** Judges all parties after a round, each as soon as nothing is wrong with it. */
export async function settleAll(parties: readonly ChaosParty[], store: Store, before: Before): Promise<Findings> {
  await allIn(parties, SETTLE_MS);
  const findings = noFindings();
  for (const one of await Promise.all(parties.map((party) => settle(party, store, before))))
    for (const key of Object.keys(findings) as (keyof Findings)[]) findings[key].push(...one[key]);
  return findings;
}

/** Judges a party as soon as nothing is wrong, at the latest after `SETTLE_MS`: news may still be on the way. */
async function settle(party: ChaosParty, store: Store, before: Before): Promise<Findings> {
  let findings = noFindings();
  const look = async () => {
    const [first, last] = [party.members[0]!, party.members.at(-1)!];
    const [record, server, log] = await Promise.all([
      // A database that has just been killed, or is asked by everybody at once, may be late: look again.
      store.parties.byId(party.id).catch(() => null),
      first.ask(),
      last.readChat(),
    ]);
    if (!record) {
      findings = { ...noFindings(), wrongStates: [`${party.id}: the database gave no answer`] };
      return false;
    }
    const members = party.members.map((one) => testimonyOf(one, before));
    const host = server?.members.find(({ role }) => role === 'host')?.id;
    party.passedOn ||= host !== undefined && host !== first.id && mayPassOn(first);
    findings = {
      ...judge({ record, server, members, roles: rolesOf(party) }),
      ...(log ? judgeChat(log, members) : { ...noChatFaults(), chatLost: ['nobody could read the chat'] }),
    };
    return Object.values(findings).every((faults) => faults.length === 0);
  };
  const end = performance.now() + SETTLE_MS;
  while (!(await look()) && performance.now() < end) await pause(LOOK_AGAIN_MS);
  return findings;
}

const testimonyOf = (one: ChaosMember, before: Before): Testimony => ({
  memberId: one.id,
  moves: one.moves,
  acknowledged: one.acknowledged.slice(before.get(one)),
  heard: one.heard,
  said: one.said,
  held: one.party,
});

/** S29. */
const mayPassOn = (host: ChaosMember): boolean => host.reconnects.some((ms) => ms >= HOST_GRACE_MS);

function rolesOf({ members, passedOn }: ChaosParty): Roles {
  if (passedOn) return null;
  const [host, ...others] = members;
  const role = (one: ChaosMember): Role => host?.appointed.get(one.id) ?? 'member';
  return new Map<string, Role>([[host!.id, 'host'], ...others.map((one): [string, Role] => [one.id, role(one)])]);
}

async function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} after ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
