import { deadline, fateOf, type Waiting } from '../../extension/background/command-outbox.ts';
import { expected } from '../../extension/content/controller/learned.ts';
import type { ControllerEvent, Learned, Observation } from '../../extension/content/controller/types.ts';
import type { Status } from '../../shared/party/party.ts';
import {
  addSample,
  type ClockEstimate,
  createPartyClock,
  nextPingDelay,
  notePing,
  readClock,
  resetClock,
} from '../../shared/playback/party-clock.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import type { Chance } from './chance.ts';
import { type LineTraits, VirtualLine } from './virtual-line.ts';
import type { Connection, VirtualServer } from './virtual-server.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface BackgroundTraits {
  id: string;
  line: LineTraits;
  /** A command is sent twice, as after a lost acknowledgement. */
  retryShare: number;
}

export type WithoutObservation<E> = E extends { observation: Observation } ? Omit<E, 'observation'> : never;

/** What it speaks for. */
interface Page {
  /** Its monotonic clock. */
  readonly local: number;
  readonly player: { readonly paused: boolean };
  event(event: WithoutObservation<ControllerEvent>): unknown;
}

/** A member's way to the server: real clock filter and real rules for unanswered commands on a virtual line. */
export class VirtualBackground {
  readonly line: VirtualLine;
  #clock = createPartyClock();
  #joined = false;
  #connections = 0;
  /** As the background keeps them: `since` by the page's clock. */
  #unanswered = new Map<string, Waiting>();

  constructor(
    private readonly traits: BackgroundTraits,
    private readonly time: VirtualTime,
    private readonly chance: Chance,
    private readonly server: VirtualServer,
    private readonly page: Page,
  ) {
    this.line = new VirtualLine(traits.line, time, chance);
  }

  /** No command is under way, and the line is not broken. */
  get isQuiet(): boolean {
    return this.#unanswered.size === 0 && this.line.open && this.#joined;
  }

  clock(now: number): ClockEstimate {
    return readClock(this.#clock, now);
  }

  /** Says something by the connection of now: an answer goes to that one, and is lost with it. */
  #say(arrive: (connection: Connection, reply: (back: () => void) => void) => void): void {
    const nth = this.#connections;
    const connection = { memberId: this.traits.id, connectionId: `${this.traits.id}-${nth}` };
    this.line.up(() =>
      arrive(connection, (back) => {
        if (nth === this.#connections) this.line.down(back);
      }),
    );
  }

  join(): void {
    this.#connect();
    this.#ping();
  }

  #connect(): void {
    this.#connections += 1;
    this.#say((connection, reply) => {
      const timeline = this.server.join(connection, { change: (change) => reply(() => this.#change(change)) });
      reply(() => {
        this.#joined = true;
        this.page.event({ kind: 'timeline', timeline, snapshot: true });
        for (const [id, waiting] of this.#unanswered) {
          const { kind } = fateOf(waiting, timeline, this.traits.id, this.page.local);
          if (kind === 'send') this.#send(waiting);
          else this.#unanswered.delete(id);
        }
      });
    });
  }

  /**
   * The line is gone for a while; commands are asked again after it.
   * @param lateMs the server does not notice, and gets what is on its way so much later; null: it is lost. Words with which
   *   somebody sits down are never late: they come first on a connection, and their answer was waited for
   */
  offline(forMs: number, lateMs: number | null = null): void {
    const lateOnes = this.#joined ? lateMs : null;
    this.line.drop(lateOnes);
    this.#joined = false;
    if (lateOnes === null) this.server.lost(this.traits.id);
    this.time.after(forMs, () => {
      this.line.restore();
      this.#clock = resetClock(this.#clock, 'reconnect');
      this.#connect();
    });
  }

  #change(change: TimelineChange): void {
    if (!this.#joined) return;
    this.page.event({ kind: 'timeline', timeline: change.timeline, commandId: change.commandId });
  }

  #ping(): void {
    if (this.line.open) {
      const t1 = this.page.local;
      this.#clock = notePing(this.#clock);
      this.#say((_, reply) => {
        const t2 = this.server.now;
        reply(() => {
          this.#clock = addSample(this.#clock, { t1, t2, t3: t2, t4: this.page.local });
        });
      });
    }
    this.time.after(nextPingDelay(this.#clock, { playing: !this.page.player.paused }), () => this.#ping());
  }

  report(status: Status, learned: Learned): void {
    const { rttMs, jitterP95Ms } = readClock(this.#clock, this.page.local);
    // As the runner sends it.
    const startLatency = Math.max(expected(learned, 'startAfterSeek'), 0);
    const timing = { rtt: rttMs, jitterP95: jitterP95Ms, startLatency };
    this.#say((connection) => this.server.status(connection, status, timing));
  }

  requestSync(): void {
    this.#say((_, reply) => {
      const { timeline } = this.server;
      reply(() => this.page.event({ kind: 'timeline', timeline, snapshot: true }));
    });
  }

  send(waiting: Waiting): void {
    this.#unanswered.set(waiting.command.commandId, waiting);
    this.#send(waiting);
  }

  #send({ command: wanted, since }: Waiting): void {
    const command = { ...wanted, ...deadline(since, readClock(this.#clock, this.page.local)) };
    const times = this.chance.happens(this.traits.retryShare) ? 2 : 1;
    for (let i = 0; i < times; i++) {
      this.#say((connection, reply) =>
        this.server.command(connection, command as Parameters<VirtualServer['command']>[1], (result) =>
          reply(() => {
            this.#unanswered.delete(command.commandId);
            this.page.event({ kind: 'command-result', commandId: command.commandId, result });
          }),
        ),
      );
    }
  }
}
