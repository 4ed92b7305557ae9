import { type Accounts, makeAccounts } from '../../server/accounts/accounts.ts';
import { passwordPool } from '../../server/accounts/passwords.ts';
import { jwtTokens } from '../../server/accounts/tokens.ts';
import { systemClock } from '../../server/clock.ts';
import type { Store } from '../../server/store/store.ts';
import { callApi, value } from '../support/client.ts';
import { CLUSTER_SECRET, type Cluster } from '../support/cluster.ts';
import type { DelayProxy } from '../support/delay-proxy.ts';
import { until } from '../support/poll.ts';
import { ChaosMember } from './member.ts';

/** A party of the crowd and who is in it. */
export interface ChaosParty {
  id: string;
  /** The first has made it. */
  members: ChaosMember[];
  /** The host's role was passed on while they were away (S29): nobody knows any more who must have which. */
  passedOn: boolean;
}

/** So far apart are the places of two members' jumps: nobody does so much. */
const POSITIONS_EACH = 10_000;
const AT_ONCE = 20;

/**
 * Guests of the cluster, written into the database by the server's own account code: one address may not make so many in a
 * quarter of an hour, and that limit is not what is tested by who needs a crowd.
 */
export async function makeGuests<T>(
  store: Store,
  use: (guest: (name: string) => ReturnType<Accounts['guest']>) => Promise<T>,
): Promise<T> {
  const passwords = passwordPool();
  const tokens = jwtTokens(CLUSTER_SECRET);
  const accounts = makeAccounts({ store, passwords, tokens, clock: systemClock, onError: () => undefined });
  try {
    return await use((name) => accounts.guest(name));
  } finally {
    await passwords.close();
  }
}

/** Fills parties with members over all lines. */
export const gather = (
  field: { cluster: Cluster; store: Store; proxies: readonly DelayProxy[] },
  size: { members: number; parties: number; seed: number },
): Promise<ChaosParty[]> => makeGuests(field.store, (guest) => fill(field, size, guest));

async function fill(
  { cluster, store, proxies }: Parameters<typeof gather>[0],
  size: Parameters<typeof gather>[1],
  guest: (name: string) => ReturnType<Accounts['guest']>,
): Promise<ChaosParty[]> {
  const content = { siteId: 'youtube', mediaKey: 'abcdefghijk', title: 'Big Buck Bunny' } as const;
  const url = cluster.nodes[0]!.url;
  const parties: ChaosParty[] = [];
  const each = Math.ceil(size.members / size.parties);
  for (let n = 0; n < size.parties; n++) {
    const guests = await Promise.all(Array.from({ length: each }, (_, i) => guest(`Guest ${n}.${i}`)));
    const token = guests[0]!.token;
    const { party } = value(await callApi(url, 'createParty', { input: { name: `Party ${n}`, content }, token }));
    const record = await store.parties.byCode(party.partyCode);
    const members = guests.map(
      ({ account, token }, i) =>
        new ChaosMember({
          url: `https://127.0.0.1:${proxies[(n + i) % proxies.length]!.port}`,
          token,
          id: account.id,
          partyCode: party.partyCode,
          positionBase: (i + 1) * POSITIONS_EACH,
          seed: size.seed * 1_000_000 + n * each + i,
          everybody: guests.map((one) => one.account.id),
        }),
    );
    parties.push({ id: record!.id, members, passedOn: false });
    if (n % AT_ONCE === AT_ONCE - 1) await allIn(parties);
  }
  await allIn(parties);
  return parties;
}

/** Waits until everybody is in the room. @throws with the number of those who are not, after a minute */
export async function allIn(parties: readonly ChaosParty[], timeoutMs = 60_000): Promise<void> {
  const out = () => parties.flatMap((party) => party.members).filter((member) => !member.joined);
  await until(() => out().length === 0, 'everybody is in the room', timeoutMs).catch((error) => {
    const why = out().map((member) => JSON.stringify([...member.refusals]));
    throw new Error(`${(error as Error).message}; ${out().length} are out: ${why.slice(0, 3).join(' ')}`);
  });
}
