import { makeAccounts } from '../../server/accounts/accounts.ts';
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
  members: ChaosMember[];
}

/** So far apart are the positions of two members: nobody sends so many commands. */
const POSITIONS_EACH = 10_000;
const AT_ONCE = 20;

/**
 * Fills parties with members over all lines. Guests are written into the database by the server's own account code: one
 * address may not make so many in a quarter of an hour, and that limit is not what is tested here.
 */
export async function gather(
  { cluster, store, proxies }: { cluster: Cluster; store: Store; proxies: readonly DelayProxy[] },
  size: { members: number; parties: number },
): Promise<ChaosParty[]> {
  const passwords = passwordPool();
  const accounts = makeAccounts({ store, passwords, tokens: jwtTokens(CLUSTER_SECRET), clock: systemClock });
  const content = { siteId: 'youtube', mediaKey: 'abcdefghijk', title: 'Big Buck Bunny' } as const;
  const url = cluster.nodes[0]!.url;
  const parties: ChaosParty[] = [];
  const each = Math.ceil(size.members / size.parties);
  for (let n = 0; n < size.parties; n++) {
    const guests = await Promise.all(Array.from({ length: each }, (_, i) => accounts.guest(`Guest ${n}.${i}`)));
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
        }),
    );
    parties.push({ id: record!.id, members });
    if (n % AT_ONCE === AT_ONCE - 1) await allIn(parties);
  }
  await allIn(parties);
  await passwords.close();
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
