import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { limitsOfThisNode, type UserLimits } from '../../../server/live/user-limits.ts';
import { makeLog } from '../../../server/log.ts';
import { type Handlers, servingSockets } from '../../../server/realtime/handle.ts';
import { RATES } from '../../../server/realtime/rates.ts';
import { ok, type Result } from '../../../shared/protocol/errors.ts';
import type { RequestName } from '../../../shared/protocol/events.ts';
import { codeOf } from '../../support/client.ts';

/** What serving needs of a server, and sockets whose packets the test hands in itself. */
function bench({
  limits = limitsOfThisNode(),
  rates = {},
}: {
  limits?: UserLimits;
  rates?: Partial<typeof RATES>;
} = {}) {
  const inFlight = { count: 0 };
  const served: string[] = [];
  const handlers = new Proxy({} as Handlers, {
    get: (_, name) => () => {
      served.push(String(name));
      return ok(null);
    },
  });
  const needs = {
    clock: systemClock,
    log: makeLog('silent'),
    rates: { ...RATES, ...rates },
    limits,
    closedFor: () => null,
    inFlight,
    metrics: { event: () => undefined } as never,
    relay: { began: () => () => undefined } as never,
  };
  const packet = servingSockets(handlers, needs);
  let sockets = 0;
  return {
    inFlight,
    served,
    socket(userId: string) {
      const socket = { id: `${userId} ${++sockets}`, data: { userId, partyId: null } };
      return (name: RequestName, payload: object) => {
        const answers: Result<unknown>[] = [];
        packet.call(socket as never, name, payload, (result: Result<unknown>) => answers.push(result));
        return answers;
      };
    },
  };
}

const ONE = { burst: 1, perSecond: 0.01 };
const say = (messageId: string) => ({ messageId, text: 'hello' });

describe('[P5] serving a socket', () => {
  it('[S5] answers a clock ping before anything else happens', () => {
    expect(bench().socket('ana')('clock-ping', {}).map(codeOf)).toEqual(['ok']);
  });

  it('counts messages a person, whatever sockets they come by', () => {
    const { socket } = bench({ rates: { 'send-chat': ONE } });
    const [here, there, kei] = [socket('ana'), socket('ana'), socket('kei')];
    expect(here('send-chat', say('a')).map(codeOf)).toEqual(['ok']);
    expect(there('send-chat', say('b')).map(codeOf)).toEqual(['rate-limited']);
    expect(kei('send-chat', say('c')).map(codeOf)).toEqual(['ok']);
  });

  it('counts pings a socket: two devices of one person both keep the time', () => {
    const { socket } = bench({ rates: { 'clock-ping': ONE } });
    const [here, there] = [socket('ana'), socket('ana')];
    expect([here, there, here].map((ask) => codeOf(ask('clock-ping', {})[0]!))).toEqual(['ok', 'ok', 'rate-limited']);
  });

  it('asks what other nodes counted, and counts as being worked on meanwhile', async () => {
    let answer: (wait: number) => void = () => undefined;
    const take = () => new Promise<number>((resolve) => (answer = resolve));
    const { socket, inFlight, served } = bench({ limits: { take, peek: take } });
    const ask = socket('ana');
    const first = ask('send-chat', say('a'));
    expect([first.length, inFlight.count, served.length]).toEqual([0, 1, 0]);
    answer(0);
    await new Promise(setImmediate);
    expect([first.map(codeOf), inFlight.count, served]).toEqual([['ok'], 0, ['send-chat']]);
    const second = ask('send-chat', say('b'));
    answer(700);
    await new Promise(setImmediate);
    expect(second).toEqual([{ ok: false, error: { code: 'rate-limited', retryAfterMs: 700 } }]);
    expect(served).toHaveLength(1);
  });

  it('refuses rubbish, and rubbish counts too', () => {
    const { socket } = bench({ rates: { 'send-chat': ONE } });
    const ask = socket('ana');
    expect(ask('send-chat', { text: 5 }).map(codeOf)).toEqual(['bad-request']);
    expect(ask('send-chat', say('a')).map(codeOf)).toEqual(['rate-limited']);
  });
});
