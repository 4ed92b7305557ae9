import { type ChildProcess, fork } from 'node:child_process';
import { Histogram } from './histogram.ts';
import type { Answer, LoadReport, Order, Pulse } from './load.ts';
import type { Target } from './load-party.ts';

/** What all load processes saw together. */
export interface Heard {
  sent: number;
  acknowledged: number;
  refused: number;
  expected: number;
  heard: number;
  bytes: number;
  pulsesSent: number;
  dropped: number;
  relay: Histogram;
  acks: Histogram;
  pulses: Histogram;
  late: Histogram;
}

export interface Fleet {
  /** Opens parties, the load processes by turns. @param first number of the first party, unique over the bench */
  open(group: string, target: Target, plan: { first: number; parties: number; size: number }): Promise<void>;
  run(group: string, work: { seconds: number; commandsPerSecond: number; pulses?: readonly Pulse[] }): Promise<Heard>;
  close(group: string): Promise<void>;
  end(): void;
}

async function ask(child: ChildProcess, order: Order): Promise<LoadReport | null> {
  const answer = await new Promise<Answer>((resolve, reject) => {
    const gone = () => reject(new Error('a load process ended'));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message as Answer);
    });
    child.send(order);
  });
  if ('failure' in answer) throw new Error(answer.failure);
  return answer.report;
}

function together(reports: readonly LoadReport[]): Heard {
  const sum = (pick: (one: LoadReport) => number) => reports.reduce((total, one) => total + pick(one), 0);
  const all = (pick: (one: LoadReport) => LoadReport['relay']) =>
    reports.reduce((into, one) => into.merge(pick(one)), new Histogram());
  return {
    sent: sum((one) => one.sent),
    acknowledged: sum((one) => one.acknowledged),
    refused: sum((one) => one.refused),
    expected: sum((one) => one.expected),
    heard: sum((one) => one.heard),
    bytes: sum((one) => one.bytes),
    pulsesSent: sum((one) => one.pulsesSent),
    dropped: sum((one) => one.dropped),
    relay: all((one) => one.relay),
    acks: all((one) => one.acks),
    pulses: all((one) => one.pulses),
    late: all((one) => one.late),
  };
}

/** Load processes, each with its share of the parties. A party's members are all in one. */
export function startFleet(size: number): Fleet {
  const script = new URL('./load.ts', import.meta.url);
  const children = Array.from({ length: size }, (_, n) => fork(script, [`${n}`], { execArgv: ['--import', 'tsx'] }));
  const all = (order: (n: number) => Order) => Promise.all(children.map((child, n) => ask(child, order(n))));
  const share = (total: number, n: number) => Math.floor(((n + 1) * total) / size) - Math.floor((n * total) / size);
  const before = (total: number, n: number) => Math.floor((n * total) / size);
  return {
    async open(group, target, { first, parties, size: members }) {
      await all((n) => ({
        kind: 'open',
        group,
        target,
        first: first + before(parties, n),
        parties: share(parties, n),
        size: members,
      }));
    },
    async run(group, { seconds, commandsPerSecond, pulses = [] }) {
      const reports = await all(() => ({
        kind: 'run',
        group,
        seconds,
        commandsPerSecond: commandsPerSecond / size,
        pulses,
      }));
      return together(reports as LoadReport[]);
    },
    async close(group) {
      await all(() => ({ kind: 'close', group }));
    },
    end: () => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}
