import { type Counts, Histogram } from './histogram.ts';
import type { LoadMember } from './load-member.ts';
import { type LoadParty, openParty, type Target } from './load-party.ts';

/** A load process: holds the sockets of its share of the parties and does what the bench orders. Forked by `fleet.ts`. */

export interface Pulse {
  /** What every member sends now and then. */
  name: 'clock-ping' | 'report-status';
  everyMs: number;
}

export type Order =
  | { kind: 'open'; group: string; target: Target; first: number; parties: number; size: number }
  | { kind: 'run'; group: string; seconds: number; commandsPerSecond: number; pulses: readonly Pulse[] }
  | { kind: 'close'; group: string };

export interface LoadReport {
  sent: number;
  acknowledged: number;
  refused: number;
  /** Deliveries of commands: as many as there are members in the parties that were commanded. */
  expected: number;
  heard: number;
  bytes: number;
  /** From sending a command to each member hearing it, ms. */
  relay: Counts;
  /** From sending a command to its acknowledgement, ms. */
  acks: Counts;
  /** From sending a pulse to its acknowledgement, ms. */
  pulses: Counts;
  /** How late the timers of this process itself were, ms: as much of `relay` may be the load's own. */
  late: Counts;
  pulsesSent: number;
  dropped: number;
}

/** CLOCK_MONOTONIC: one clock for all processes of a machine. */
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
/** Parties opened at once: enough to keep the server busy, not so many that a handshake times out. */
const AT_ONCE = 8;
const TICK_MS = 2;
/** Deliveries still on their way when the sending ends. */
const TAIL_MS = 5_000;
/** As long as a UUID, which is what the extension sends. */
const COMMAND_ID_CHARS = 36;

const index = Number(process.argv[2] ?? 0);
const localAddress = `127.0.0.${2 + index}`;
const STATUS = { state: 'in-step', skewMs: 4, clockBoundMs: 3, ready: true };

class Group {
  readonly parties: LoadParty[] = [];
  dropped = 0;
  #heard = new Histogram();
  #bytes = 0;
  #count = 0;
  #commands = 0;
  #pulseTurn = 0;

  async open(order: Extract<Order, { kind: 'open' }>): Promise<void> {
    let next = 0;
    const events = { heard: this.#hears.bind(this), dropped: () => void this.dropped++ };
    const open = async () => {
      while (next < order.parties) {
        const number = order.first + next++;
        this.parties.push(await openParty({ target: order.target, number, size: order.size, localAddress, events }));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, open));
  }

  get members(): LoadMember[] {
    return this.parties.flatMap((party) => [...party.members]);
  }

  async run(order: Extract<Order, { kind: 'run' }>): Promise<LoadReport> {
    this.#heard = new Histogram();
    this.#bytes = 0;
    this.#count = 0;
    const droppedBefore = this.dropped;
    const acks = new Histogram();
    const pulses = new Histogram();
    const late = new Histogram();
    const done = { sent: 0, acknowledged: 0, refused: 0, expected: 0, pulsesSent: 0 };
    const timed = (member: LoadMember, name: string, payload: object, into: Histogram) => {
      const at = nowMs();
      return member.request(name, payload).then((result) => {
        into.add(nowMs() - at);
        return (result as { ok?: boolean } | undefined)?.ok === true;
      });
    };
    const command = () => {
      const party = this.parties[this.#commands % this.parties.length]!;
      const turn = Math.floor(this.#commands / this.parties.length) % party.members.length;
      done.sent += 1;
      done.expected += party.members.length;
      void timed(party.members[turn]!, 'video-seek', commandOf(party, this.#commands++), acks).then((ok) => {
        if (ok) done.acknowledged += 1;
        else done.refused += 1;
      });
    };
    const members = this.members;
    const work = [paced(order.commandsPerSecond, order.seconds, command, late)];
    for (const { name, everyMs } of order.pulses) {
      const perSecond = (members.length * 1000) / everyMs;
      const payload = name === 'report-status' ? STATUS : {};
      const pulse = () => {
        done.pulsesSent += 1;
        void timed(members[this.#pulseTurn++ % members.length]!, name, payload, pulses).then((ok) => {
          if (!ok) done.refused += 1;
        });
      };
      work.push(paced(perSecond, order.seconds, pulse, late));
    }
    await Promise.all(work);
    const end = nowMs() + TAIL_MS;
    const settled = () => this.#count >= done.expected && members.every((member) => member.unanswered === 0);
    while (!settled() && nowMs() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    return {
      ...done,
      heard: this.#count,
      bytes: this.#bytes,
      relay: this.#heard.counts(),
      acks: acks.counts(),
      pulses: pulses.counts(),
      late: late.counts(),
      dropped: this.dropped - droppedBefore,
    };
  }

  close(): void {
    for (const member of this.members) member.close();
  }

  /** The moment of sending is in the command's id: any load process can tell how long it took. */
  #hears(commandId: string | null, bytes: number): void {
    if (!commandId?.startsWith('t')) return;
    this.#heard.add(nowMs() - Number.parseInt(commandId.slice(1, commandId.indexOf('-')), 36) / 1000);
    this.#count += 1;
    this.#bytes += bytes;
  }
}

function commandOf(party: LoadParty, n: number): object {
  const id = `t${Math.round(nowMs() * 1000).toString(36)}-${index}-${n.toString(36)}-`;
  return {
    commandId: id.padEnd(COMMAND_ID_CHARS, '0'),
    epoch: party.epoch,
    baseRev: n,
    mediaKey: party.mediaKey,
    currentTime: (n % 3_600) + 0.125,
  };
}

/** Calls evenly spread over the time; what a late timer missed is caught up at once. */
function paced(perSecond: number, seconds: number, act: () => void, late: Histogram): Promise<void> {
  const start = nowMs();
  let last = start;
  const total = Math.round(perSecond * seconds);
  let done = 0;
  return new Promise((resolve) => {
    if (total === 0) return resolve();
    const timer = setInterval(() => {
      const now = nowMs();
      late.add(now - last - TICK_MS);
      last = now;
      const due = Math.min(total, Math.floor(((now - start) / 1000) * perSecond));
      for (; done < due; done++) act();
      if (done < total) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
}

const groups = new Map<string, Group>();

async function obey(order: Order): Promise<LoadReport | null> {
  const group = groups.get(order.group) ?? new Group();
  groups.set(order.group, group);
  if (order.kind === 'open') await group.open(order);
  else if (order.kind === 'run') return group.run(order);
  else {
    group.close();
    groups.delete(order.group);
  }
  return null;
}

export type Answer = { report: LoadReport | null } | { failure: string };

process.on('message', (order: Order) => {
  obey(order).then(
    (report) => process.send?.({ report } satisfies Answer),
    (error: unknown) => process.send?.({ failure: String((error as Error).stack ?? error) } satisfies Answer),
  );
});
process.on('disconnect', () => process.exit(0));
