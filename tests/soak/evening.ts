import { randomUUID } from 'node:crypto';
import { callApi, TestUser, value } from '../support/client.ts';

export interface Evening {
  url: string;
  /** Of all evenings of a run: what comes from where depends on it. */
  number: number;
  people: number;
  /** From the first who is there to the last who goes. */
  seconds: number;
}

/** Of this many evenings one ends as it does when everybody shuts their laptop: nobody says goodbye. */
const VANISH_EVERY = 4;
/** Things done in an evening by each. */
const DEEDS = 10;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A4 counts addresses: as if behind a proxy, each party comes from one of its own. */
const addressOf = (number: number) => ({
  'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
});

async function guest({ url, number }: Evening, seat: number): Promise<TestUser> {
  const name = `Guest ${number}.${seat}`;
  const { token, account } = value(await callApi(url, 'guest', { input: { name }, headers: addressOf(number) }));
  return new TestUser(url, token, account.id, account.username);
}

/** One of ten things that somebody does at the film; refusals (a pause beside somebody else's) are part of it. */
async function act(user: TestUser, deed: number): Promise<void> {
  switch (deed % 5) {
    case 0:
      return void (await user.command('video-play', deed));
    case 1:
      return void value(await user.socket.request('send-chat', { messageId: randomUUID(), text: `words ${deed}` }));
    case 2:
      return void (await user.command('video-seek', 60 * deed));
    case 3:
      return void value(await user.socket.request('send-reaction', { emoji: '👏' }));
    default:
      return void value(await user.status(deed === 4 ? 'buffering' : 'in-step', deed !== 4));
  }
}

/**
 * A party from its first guest to its last: made, joined, played, talked in, left by one who comes back, ended by its host,
 * and its people delete their accounts; or all of them vanish.
 * @throws if somebody is refused what is theirs
 */
export async function spendEvening(evening: Evening): Promise<void> {
  const { people, seconds, number } = evening;
  const users = await Promise.all(Array.from({ length: people }, (_, seat) => guest(evening, seat)));
  const host = users[0]!;
  try {
    const { partyCode } = await host.create({ name: `Evening ${number}` });
    for (const user of users) await user.join(partyCode);
    await Promise.all(
      users.map(async (user, seat) => {
        for (let n = 0; n < DEEDS; n++) {
          await pause((seconds * 1_000) / DEEDS);
          if (n === DEEDS / 2 && seat === 1) {
            user.socket.close();
            await user.join(partyCode);
          }
          await act(user, n + seat);
        }
      }),
    );
    if (number % VANISH_EVERY === 0) return;
    value(await host.api('endParty', { code: partyCode }));
    for (const user of users) value(await user.api('deleteAccount'));
  } finally {
    for (const user of users) user.socket?.close();
  }
}
