import { type ControllerState, createController, step } from '../../extension/content/controller/controller.ts';
import type {
  ControllerEvent,
  Effect,
  Intent,
  Learned,
  Observation,
} from '../../extension/content/controller/types.ts';
import type { OutgoingCommand } from '../../extension/messaging/outgoing-command.ts';
import type { Status } from '../../shared/party/party.ts';
import { positionAt } from '../../shared/playback/timeline.ts';
import type { Chance } from './chance.ts';
import { type BackgroundTraits, VirtualBackground, type WithoutObservation } from './virtual-background.ts';
import type { VirtualLine } from './virtual-line.ts';
import { type PlayerTraits, VirtualPlayer } from './virtual-player.ts';
import type { VirtualServer } from './virtual-server.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface ViewerTraits extends BackgroundTraits {
  player: PlayerTraits;
  /** The machine's clock against the world's. */
  clockPpm: number;
  /** How long the intent filter looks at an event before it calls it a hand's, ms. */
  filterMs: number;
  learned?: Learned;
}

const TICK_MS = 100;
const TIMER_LATE_MS = 4;

/** A member: real controller on a virtual player, behind a background of its own. */
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
  #background: VirtualBackground;
  #wake = 0;
  #hands = 0;
  #localAhead: number;

  constructor(
    readonly traits: ViewerTraits,
    private readonly time: VirtualTime,
    private readonly chance: Chance,
    private readonly server: VirtualServer,
  ) {
    this.#background = new VirtualBackground(traits, time, chance, server, this);
    this.line = this.#background.line;
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
    const { player } = this;
    return (
      this.#hands + this.state.pending.length === 0 &&
      this.#background.isQuiet &&
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
    this.#background.join();
    const tick = () => {
      this.event({ kind: 'tick' });
      this.time.after(TICK_MS + this.chance.between(0, TIMER_LATE_MS), tick);
    };
    this.time.after(this.chance.between(0, TICK_MS), tick);
  }

  /** As the background's `offline`. */
  offline(forMs: number, lateMs: number | null = null): void {
    this.#background.offline(forMs, lateMs);
  }

  observe(): Observation {
    const { player, traits } = this;
    const now = this.local;
    const clock = this.#background.clock(now);
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
          this.#background.send(effect);
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
          this.#background.report(effect.status, this.state.learned);
          break;
        case 'notice':
          this.notices.push(effect.notice);
          if (effect.notice !== 'command-refused') break;
          for (const { command } of asked) if (!this.#awaits(command)) this.undone.add(command.commandId);
          break;
        case 'request-sync':
          this.#background.requestSync();
          break;
        case 'learned':
          break;
      }
    }
    return decision;
  }

  readonly #awaits = ({ commandId }: OutgoingCommand) =>
    this.state.pending.some(({ command }) => command.commandId === commandId);

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
