import { deadline, fateOf, type Waiting } from '../../extension/background/command-outbox.ts';
import { type ControllerState, createController, step } from '../../extension/content/controller/controller.ts';
import { expected } from '../../extension/content/controller/learned.ts';
import type {
  ControllerEvent,
  Effect,
  Intent,
  Learned,
  Observation,
} from '../../extension/content/controller/types.ts';
import type { OutgoingCommand } from '../../extension/messaging/outgoing-command.ts';
import type { Status } from '../../shared/party/party.ts';
import {
  addSample,
  createPartyClock,
  nextPingDelay,
  notePing,
  readClock,
  resetClock,
} from '../../shared/playback/party-clock.ts';
import { positionAt } from '../../shared/playback/timeline.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import type { Chance } from './chance.ts';
import { type LineTraits, VirtualLine } from './virtual-line.ts';
import { type PlayerTraits, VirtualPlayer } from './virtual-player.ts';
import type { Connection, VirtualServer } from './virtual-server.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface ViewerTraits {
  id: string;
  player: PlayerTraits;
  line: LineTraits;
  /** The machine's clock against the world's. */
  clockPpm: number;
  /** How long the intent filter looks at an event before it calls it a hand's, ms. */
  filterMs: number;
  /** A command is sent twice, as after a lost acknowledgement. */
  retryShare: number;
  learned?: Learned;
}

const TICK_MS = 100;
const TIMER_LATE_MS = 4;

type WithoutObservation<E> = E extends { observation: Observation } ? Omit<E, 'observation'> : never;

/** A member: real controller and real clock filter on a virtual player and line. */
export class VirtualViewer {
  readonly player: VirtualPlayer;
  readonly line: VirtualLine;
  state: ControllerState;
  status: Status | null = null;
  mayControl = true;
  /** Names of the commands that left, and why each step did what it did. */
  readonly sent: OutgoingCommand[] = [];
  readonly notices: string[] = [];
  /** Hands that became no command, were not said to be refused, and did not agree with the party either. */
  readonly swallowed: string[] = [];
  /** Commands that this viewer has given up, undone and said to be refused. */
  readonly undone = new Set<string>();
  readonly reasons = new Map<string, number>();
  trace: ((line: string) => void) | null = null;
  #clock = createPartyClock();
  #wake = 0;
  #joined = false;
  #connections = 0;
  #hands = 0;
  /** As the background keeps them: `since` by the page's clock. */
  #unanswered = new Map<string, Waiting>();
  #localAhead: number;

  constructor(
    readonly traits: ViewerTraits,
    private readonly time: VirtualTime,
    private readonly chance: Chance,
    private readonly server: VirtualServer,
  ) {
    this.line = new VirtualLine(traits.line, time, chance);
    this.player = new VirtualPlayer(traits.player, time, chance, () => this.event({ kind: 'tick' }));
    this.state = createController({ commandPrefix: traits.id, ...(traits.learned ? { learned: traits.learned } : {}) });
    this.#localAhead = chance.between(1e4, 1e6);
  }

  /** Page's monotonic clock. */
  get local(): number {
    return this.#localAhead + this.time.now * (1 + this.traits.clockPpm * 1e-6);
  }

  /** Nothing of this viewer is under way: no command, no broken line, no ad, stall or other title. */
  get isQuiet(): boolean {
    const { line, player } = this;
    return (
      this.#unanswered.size + this.#hands + this.state.pending.length === 0 &&
      line.open &&
      this.#joined &&
      player.phase === 'content' &&
      player.media === 'right' &&
      !player.stalled
    );
  }

  /** Seconds behind the party, in truth. */
  get error(): number {
    const { timeline, now } = this.server;
    const at = timeline.playing
      ? timeline.position + (Math.max(0, now - timeline.at) / 1000) * timeline.rate
      : timeline.position;
    return at - this.player.position;
  }

  join(): void {
    this.#connect();
    this.#ping();
    const tick = () => {
      this.event({ kind: 'tick' });
      this.time.after(TICK_MS + this.chance.between(0, TIMER_LATE_MS), tick);
    };
    this.time.after(this.chance.between(0, TICK_MS), tick);
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

  #connect(): void {
    this.#connections += 1;
    this.#say((connection, reply) => {
      const timeline = this.server.join(connection, { change: (change) => reply(() => this.#change(change)) });
      reply(() => {
        this.#joined = true;
        this.event({ kind: 'timeline', timeline, snapshot: true });
        for (const [id, waiting] of this.#unanswered) {
          const { kind } = fateOf(waiting, timeline, this.traits.id, this.local);
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
    this.event({ kind: 'timeline', timeline: change.timeline, commandId: change.commandId });
  }

  #ping(): void {
    if (this.line.open) {
      const t1 = this.local;
      this.#clock = notePing(this.#clock);
      this.#say((_, reply) => {
        const t2 = this.server.now;
        reply(() => {
          this.#clock = addSample(this.#clock, { t1, t2, t3: t2, t4: this.local });
        });
      });
    }
    this.time.after(nextPingDelay(this.#clock, { playing: !this.player.paused }), () => this.#ping());
  }

  observe(): Observation {
    const { player, traits } = this;
    const now = this.local;
    const clock = readClock(this.#clock, now);
    return {
      now,
      partyNow: clock.offset === null ? null : now + clock.offset,
      clockBoundMs: clock.boundMs,
      clockSettled: clock.settled,
      media: player.media,
      position: player.read(),
      duration: traits.player.duration,
      paused: player.paused,
      seeking: player.seeking,
      ended: player.position >= traits.player.duration,
      readyState: player.readyState,
      bufferedAhead: player.bufferedAhead,
      rate: player.rate,
      phase: player.phase,
      capabilities: traits.player.capabilities,
      autoplayBlocked: false,
    };
  }

  event(event: WithoutObservation<ControllerEvent>): { effects: readonly Effect[]; reason: string } {
    const observation = this.observe();
    const asked = this.state.pending;
    const decision = step(this.state, { ...event, observation } as ControllerEvent, observation.now);
    this.state = decision.state;
    this.reasons.set(decision.reason, (this.reasons.get(decision.reason) ?? 0) + 1);
    const did = decision.effects.map((e) => e.kind).join(',');
    this.trace?.(
      `${this.time.now.toFixed(0)} ${this.traits.id} ${(this.error * 1000).toFixed(1)} x${this.player.rate.toFixed(4)} ${decision.reason} [${did}]`,
    );
    for (const effect of decision.effects) {
      switch (effect.kind) {
        case 'play':
        case 'pause':
        case 'seek':
        case 'rate': {
          const wroteAt = this.time.now;
          // Outcomes come as tasks of their own, as promises and DOM events do.
          this.player.write(effect, (outcome) =>
            this.time.after(this.chance.between(0, 3), () =>
              this.event({ kind: 'write-outcome', write: effect, outcome, tookMs: this.time.now - wroteAt }),
            ),
          );
          break;
        }
        case 'send':
          this.sent.push(effect.command);
          this.#unanswered.set(effect.command.commandId, effect);
          this.#send(effect);
          break;
        case 'wake': {
          const id = ++this.#wake;
          const inMs = Math.max(0, effect.at - observation.now) + this.chance.between(0, TIMER_LATE_MS);
          this.time.after(inMs, () => {
            if (id === this.#wake) this.event({ kind: 'tick' });
          });
          break;
        }
        case 'status':
          this.status = effect.status;
          this.#report(effect.status);
          break;
        case 'notice':
          this.notices.push(effect.notice);
          if (effect.notice !== 'command-refused') break;
          for (const { command } of asked) if (!this.#awaits(command)) this.undone.add(command.commandId);
          break;
        case 'request-sync':
          this.#say((_, reply) => {
            const { timeline } = this.server;
            reply(() => this.event({ kind: 'timeline', timeline, snapshot: true }));
          });
          break;
        case 'learned':
          break;
      }
    }
    return decision;
  }

  readonly #awaits = ({ commandId }: OutgoingCommand) =>
    this.state.pending.some(({ command }) => command.commandId === commandId);

  #report(status: Status): void {
    const { rttMs, jitterP95Ms } = readClock(this.#clock, this.local);
    // As the runner sends it.
    const startLatency = Math.max(expected(this.state.learned, 'startAfterSeek'), 0);
    const timing = { rtt: rttMs, jitterP95: jitterP95Ms, startLatency };
    this.#say((connection) => this.server.status(connection, status, timing));
  }

  #send({ command: wanted, since }: Waiting): void {
    const command = { ...wanted, ...deadline(since, readClock(this.#clock, this.local)) };
    const times = this.chance.happens(this.traits.retryShare) ? 2 : 1;
    for (let i = 0; i < times; i++) {
      this.#say((connection, reply) =>
        this.server.command(connection, command as Parameters<VirtualServer['command']>[1], (result) =>
          reply(() => {
            this.#unanswered.delete(command.commandId);
            this.event({ kind: 'command-result', commandId: command.commandId, result });
          }),
        ),
      );
    }
  }

  #hand(intent: Intent): void {
    this.#hands += 1;
    this.time.after(this.traits.filterMs, () => {
      this.#hands -= 1;
      const known = this.#isSo(intent);
      const { effects, reason } = this.event({ kind: 'intent', intent });
      const became = effects.some(({ kind }) => kind === 'send' || kind === 'notice');
      if (!became && known === false) this.swallowed.push(`${intent.kind} at ${this.time.now.toFixed(0)} (${reason})`);
    });
  }

  /** Has the party, with what this viewer has asked of it, what the hand wants? Null where it is not followed. */
  #isSo(intent: Intent): boolean | null {
    const { timeline, pending } = this.state;
    if (!timeline || this.player.phase === 'ad' || this.player.media !== 'right') return null;
    const asked = pending.map(({ command }) => command);
    const motion = asked.findLast(({ name }) => name === 'video-play' || name === 'video-pause');
    switch (intent.kind) {
      case 'play':
      case 'pause':
        return (intent.kind === 'play') === (motion ? motion.name === 'video-play' : timeline.playing);
      case 'seek': {
        // Where the party is, and where this viewer must think it is: its line may hang.
        const { partyNow } = this.observe();
        const known = partyNow === null ? timeline.position : positionAt(timeline, partyNow);
        const places = [...asked.map(({ currentTime }) => currentTime), this.player.position + this.error, known];
        return places.some((place) => Math.abs(place - intent.position) < 0.5);
      }
      case 'rate':
        return (
          Math.abs((asked.findLast(({ rate }) => rate !== undefined)?.rate ?? timeline.rate) - intent.rate) < 0.001
        );
    }
  }

  /** A hand at this viewer's player. */
  handPlay(): void {
    const pressedAt = this.local;
    this.player.gesture = true;
    this.player.play();
    this.#hand({ kind: 'play', position: this.player.position, pressedAt });
  }

  /** The site's one button: play where the film stands, pause where it runs. */
  handButton(): void {
    if (this.player.paused) this.handPlay();
    else this.handPause();
  }

  handPause(): void {
    this.player.pause();
    this.#hand({ kind: 'pause', position: this.player.position });
  }

  handSeek(position: number): void {
    this.player.seek(position);
    this.#hand({ kind: 'seek', position });
  }

  handRate(rate: number): void {
    this.player.turnRate(rate);
    this.#hand({ kind: 'rate', position: this.player.position, rate });
  }
}
