import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { callApi, codeOf, partyOf, type TestUser, value } from './client.ts';
import { startMongo } from './mongo.ts';
import { until } from './poll.ts';
import { startServer, type TestServer } from './server.ts';

/** How often somebody presses while it is away. */
const PRESS_EVERY_MS = 1_500;

/** What people and an operator saw of a database that was away. */
export interface AwayReport {
  /** Seconds that it was away. */
  forS: number;
  /** Answers to each press, message and other wish meanwhile, each once. */
  commands: string[];
  chat: string[];
  guests: number[];
  /** Presses that the friend did not hear of while it was away. */
  unheard: string[];
  /** Each thing that `/readyz` said, in its order. */
  readyz: string[];
  linesHeld: boolean;
  /** Presses that were not acknowledged when they were asked again afterwards, or were heard more than once. */
  lost: string[];
  doubled: string[];
  /** Where the film stands by a server that was started anew, and where it should. */
  kept: { position: number; chat: string[] };
  expected: { position: number; chat: string[] };
}

/** A server on a database of its own that is killed for so long while a party goes on. */
export async function databaseAway(forMs: number): Promise<AwayReport> {
  const mongo = (await startMongo())!;
  const open = async () => startServer({ store: await openMongoStore({ uri: mongo.uri }) });
  let server = await open();
  const { host, friends, code } = await partyOf(server.url, 1);
  const friend = friends[0] as TestUser;
  const seen = { commands: new Set<string>(), chat: new Set<string>(), guests: new Set<number>() };
  const unheard: string[] = [];
  const readyz = ['ok'];
  const look = async (): Promise<string> => {
    const now = await readiness(server);
    if (now !== readyz.at(-1)) readyz.push(now);
    return now;
  };
  try {
    value(await host.command('video-seek', 1));
    value(await host.socket.request('send-chat', { messageId: 'before', text: 'x' }));
    const heard = (id: string) => friend.socket.all('video-seek').filter((change) => change.commandId === id).length;

    await mongo.kill();
    const begun = performance.now();
    const presses: string[] = [];
    for (let next = begun; performance.now() - begun < forMs; next += PRESS_EVERY_MS) {
      await until(() => performance.now() >= next, 'the next press', PRESS_EVERY_MS * 2);
      const commandId = `away${presses.length}`;
      presses.push(commandId);
      const [pressed, said, guest] = await Promise.all([
        host.command('video-seek', 10 + presses.length, { commandId }),
        host.socket.request('send-chat', { messageId: 'late', text: 'x' }),
        callApi(server.url, 'guest', { input: { name: 'Late' } }),
        look(),
      ]);
      seen.commands.add(codeOf(pressed));
      seen.chat.add(codeOf(said));
      seen.guests.add(guest.status);
      if (heard(commandId) !== 1) unheard.push(commandId);
    }
    const forS = (performance.now() - begun) / 1000;
    const linesHeld = host.socket.raw.connected && friend.socket.raw.connected;

    await mongo.restart();
    await until(async () => (await look()) === 'ok', 'ready again by itself', 20_000);
    const lost: string[] = [];
    for (const commandId of presses) {
      const again = await host.command('video-seek', 999, { commandId });
      if (!again.ok) lost.push(commandId);
    }
    value(await host.socket.request('send-chat', { messageId: 'late', text: 'x' }));
    const doubled = presses.filter((id) => heard(id) > 1);
    await server.close();
    server = await open();
    const { timeline, chat } = await host.at(server).join(code);
    return {
      forS,
      commands: [...seen.commands],
      chat: [...seen.chat],
      guests: [...seen.guests],
      unheard,
      readyz,
      linesHeld,
      lost,
      doubled,
      kept: { position: timeline.position, chat: chat.map((one) => one.messageId) },
      expected: { position: 10 + presses.length, chat: ['before', 'late'] },
    };
  } finally {
    await server.close();
    await mongo.close();
  }
}

async function readiness(server: TestServer): Promise<string> {
  const { status } = (await (await fetch(`${server.url}/readyz`)).json()) as { status: string };
  return status;
}
