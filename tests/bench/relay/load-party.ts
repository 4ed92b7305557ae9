import type { Result } from '../../../shared/protocol/errors.ts';
import { callApi, value } from '../../support/client.ts';
import { LoadMember, type MemberEvents } from './load-member.ts';
import { type ParserName, WIRES } from './wire.ts';

/** What is driven: our server's nodes, or the bare relay's. Members of a party are spread over the addresses. */
export interface Target {
  kind: 'ours' | 'bare';
  urls: readonly string[];
  parser: ParserName;
}

export interface LoadParty {
  members: readonly LoadMember[];
  epoch: number;
  mediaKey: string;
}

interface Seats {
  target: Target;
  /** Of all parties of the bench: names and addresses depend on it. */
  number: number;
  size: number;
  localAddress: string;
  events: MemberEvents;
}

/** Times an unavailable server is asked again. */
const ATTEMPTS = 20;

const CONTENT = {
  siteId: 'youtube',
  mediaKey: 'abcdefghijk',
  title: 'Big Buck Bunny',
  duration: 7_200,
} as const;

/** A4 counts addresses: as if behind a proxy, each party comes from one of its own. */
const addressOf = (number: number) => ({
  'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
});

async function connect(seats: Seats, seat: number, auth: object): Promise<LoadMember> {
  const { target, localAddress, events } = seats;
  const url = target.urls[seat % target.urls.length]!;
  return LoadMember.connect(url, { wire: WIRES[target.parser], auth, events, localAddress });
}

const each = <T>(size: number, make: (seat: number) => Promise<T>) =>
  Promise.all(Array.from({ length: size }, (_, seat) => make(seat)));

/** A party at the bare relay is a room named in the handshake. */
async function openBare(seats: Seats): Promise<LoadParty> {
  const members = await each(seats.size, (seat) => connect(seats, seat, { room: `room ${seats.number}` }));
  return { members, epoch: 0, mediaKey: CONTENT.mediaKey };
}

/** Asks again as a client does: a database that is filled by eighty at once says `unavailable` now and then. */
async function patiently<T>(call: () => Promise<Result<T>>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const result = await call();
    if (result.ok || result.error.code !== 'unavailable' || attempt === ATTEMPTS) return value(result);
    await new Promise((resolve) => setTimeout(resolve, result.error.retryAfterMs ?? 500));
  }
}

/** A party at our server, as people make one: guests, a code, everybody connected and seated. */
async function openOurs(seats: Seats): Promise<LoadParty> {
  const [url] = seats.target.urls as [string];
  const headers = addressOf(seats.number);
  const guests = await each(seats.size, async (seat) =>
    patiently(() => callApi(url, 'guest', { input: { name: `Member ${seats.number}-${seat}` }, headers })),
  );
  const create = { name: `Party ${seats.number}`, content: CONTENT };
  const host = guests[0]!;
  const { party } = await patiently(() => callApi(url, 'createParty', { input: create, token: host.token, headers }));
  const members = await each(seats.size, (seat) => connect(seats, seat, { token: guests[seat]!.token }));
  let timeline = { epoch: 0, mediaKey: '' };
  for (const member of members) {
    const join = () => member.request('join-party', { partyCode: party.partyCode });
    timeline = (await patiently(join as () => Promise<Result<{ timeline: typeof timeline }>>)).timeline;
  }
  return { members, ...timeline };
}

export const openParty = (seats: Seats): Promise<LoadParty> =>
  seats.target.kind === 'ours' ? openOurs(seats) : openBare(seats);
