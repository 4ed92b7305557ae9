import { createFrames } from '../../extension/background/frames.ts';
import { createGate } from '../../extension/background/gate.ts';
import { createNewsSince } from '../../extension/background/news-since.ts';
import { applySnapshot, type PartyState } from '../../extension/background/party.ts';
import { partyEvents } from '../../extension/background/party-events.ts';
import type { ServerEventHandlers } from '../../extension/background/server-events.ts';
import { type LinkState, openSocketLink, type SocketLink } from '../../extension/background/socket-link.ts';
import { createStateCell, initialState, type StateCell } from '../../extension/background/state.ts';
import { createStatusReporter, type StatusReporter } from '../../extension/background/status-reporter.ts';
import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Role } from '../../shared/party/party.ts';
import { positionAt, type Timeline } from '../../shared/playback/timeline.ts';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import {
  COMMANDS,
  type CommandName,
  type RequestName,
  type RequestPayload,
  type RequestValue,
  type TimelineChange,
} from '../../shared/protocol/events.ts';
import { seededRandom } from '../support/delay-proxy.ts';
import { makeSocket, readChat } from './line.ts';
import { type Deed, type Move, nextDeed } from './moves.ts';
import type { Acknowledged, Heard, Said } from './testimony.ts';

interface MemberOptions {
  url: string;
  token: string;
  /** Account id: what the server calls this member. */
  id: string;
  partyCode: string;
  /** Positions of this member's jumps are above it, so that each jump of a party has its own. */
  positionBase: number;
  /** Of what it does. */
  seed: number;
  /** Ids of the whole party; the first of them has made it. */
  everybody: readonly string[];
}

/** Refusals after which the very same is sent again: the outcome is not known, or not yet. */
const AGAIN: ReadonlySet<ErrorCode> = new Set([
  'timeout',
  'offline',
  'unavailable',
  'server-draining',
  'conflict',
  'rate-limited',
  'not-a-member', // the line is new and not yet in the room
]);
const REJOIN_AFTER_MS = 1_000;
const PAUSE_MS = 100;
/** Longer than a stall that its viewer makes good alone (S23). */
const STALL_MS = 2_500;
const NO_STATE = { skewMs: 0, clockBoundMs: 1 };
const READY = { ...NO_STATE, state: 'in-step', ready: true } as const;
const STALLED = { ...NO_STATE, state: 'buffering', ready: false } as const;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A member as the extension's background is one: its line, its reconnect rules, its rules of what is news (S4, S27). */
export class ChaosMember {
  readonly acknowledged: Acknowledged[] = [];
  /** All commands that were ever sent, by `commandId`. */
  readonly moves = new Map<string, Move>();
  /** All messages that were acknowledged, in the order of writing. */
  readonly said: Said[] = [];
  /** Roles that this member, as the host, was told it has given: the newest of each. */
  readonly appointed = new Map<string, Role>();
  /** Every broadcast of a timeline that was heard. */
  readonly heard: Heard[] = [];
  /** How long each way back took, from the loss of the line to being in the room again, ms. */
  readonly reconnects: number[] = [];
  readonly refusals = new Map<string, number>();
  readonly id: string;
  readonly #cell: StateCell;
  readonly #options: MemberOptions;
  readonly #stop = new AbortController();
  readonly #joined = createGate();
  readonly #news = createNewsSince();
  readonly #link: SocketLink;
  readonly #random: () => number;
  readonly #reporter: StatusReporter;
  #lostAt: number | null = null;
  #state: LinkState | null = null;
  #openAt = 0;
  #tries = 0;
  /** Of each way back: until the line stood, ms; tries to join. For finding out what takes long. */
  readonly ways: { openMs: number; joinTries: number }[] = [];
  #deeds = 0;
  #waiting: string | null = null;
  #syncing = false;
  /** Party clock less our own, ms: as exact as the line is quick. */
  #clockAhead = 0;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.id = options.id;
    this.#random = seededRandom(options.seed);
    const { url, token } = options;
    this.#cell = createStateCell(initialState(url));
    this.#link = openSocketLink({
      makeSocket: () => makeSocket(url, token),
      onState: (link) => {
        this.#state = link;
        const { state } = link;
        if (state === 'open') {
          this.#openAt = performance.now();
          this.#tries = 0;
          return void this.#join();
        }
        this.#joined.shut();
        if (this.party) this.#lostAt ??= performance.now();
      },
      on: this.#events(),
      onPing: () => undefined,
      signal: this.#stop.signal,
    });
    this.#reporter = createStatusReporter(async (status) => {
      if (!this.#joined.isOpen) return true; // said again when we are in
      const answer = await this.#link.request('report-status', status);
      if (!answer.ok) await pause(PAUSE_MS);
      return answer.ok || !this.#joined.isOpen;
    }, this.#stop.signal);
    this.#reporter.report(READY);
  }

  /** What is sent again and again, and whether the line and the seat are there; null when all is answered. */
  get waits(): string | null {
    if (this.#waiting === null) return null;
    return `${this.#waiting} of ${this.id} (line ${JSON.stringify(this.#state)} ${this.#link.open ? 'open' : 'down'}, ${this.joined ? 'seated' : 'out'}, rev ${this.party?.timeline.rev})`;
  }

  get party(): PartyState | null {
    return this.#cell.now.party;
  }

  get joined(): boolean {
    return this.#joined.isOpen;
  }

  /** Does the next thing of its mix; what is sent is sent again until it is acknowledged or the member is closed. */
  async doNext(): Promise<void> {
    const deed = nextDeed(this.#random, this.#options.positionBase + this.#deeds + 1);
    this.#deeds += 1;
    await this.#do(deed);
  }

  async #do(deed: Deed): Promise<void> {
    switch (deed.kind) {
      case 'command':
        return this.#command(deed.move);
      case 'chat':
        return this.#say();
      case 'stall':
        this.#reporter.report(STALLED);
        await pause(STALL_MS);
        this.#reporter.report(READY);
        return;
      case 'role': {
        const [maker, ...others] = this.#options.everybody;
        const memberId = others[Math.floor(deed.of * others.length)];
        // Who can't give a role sends a command instead.
        if (this.id !== maker || !memberId) return this.#command({ name: 'video-play' });
        return this.#appoint(memberId, deed.role);
      }
    }
  }

  async #command(move: Move): Promise<void> {
    const commandId = `${this.id}-${this.#deeds}`;
    this.moves.set(commandId, move);
    const done = await this.#insist(commandId, move.name, ({ epoch, rev, mediaKey, ...timeline }) => ({
      commandId,
      epoch,
      baseRev: rev,
      mediaKey,
      currentTime: move.name === 'video-seek' ? move.to : this.#standsAt({ epoch, rev, mediaKey, ...timeline }),
      ...(move.name === 'video-rate' ? { rate: move.rate } : {}),
    }));
    if (done) this.acknowledged.push({ commandId, timeline: done.timeline });
  }

  async #say(): Promise<void> {
    const messageId = `${this.id}-m${this.#deeds}`;
    const text = `message ${this.#deeds}`;
    const done = await this.#insist(messageId, 'send-chat', () => ({ messageId, text }));
    if (done) this.said.push({ messageId, text, seq: done.seq });
  }

  async #appoint(memberId: string, role: Role): Promise<void> {
    const done = await this.#insist(`role ${this.#deeds}`, 'set-role', () => ({ memberId, role }), 'not-allowed');
    if (done !== undefined) this.appointed.set(memberId, role);
  }

  /**
   * Asks until there is an answer.
   * @param no a refusal that is one, and no reason to ask again
   * @returns undefined if it was refused so, or the member was closed
   */
  async #insist<N extends RequestName>(
    what: string,
    name: N,
    payload: (timeline: Timeline) => object,
    no?: ErrorCode,
  ): Promise<RequestValue<N> | undefined> {
    this.#waiting = what;
    while (!this.#stop.signal.aborted) {
      if (!this.#joined.isOpen) await this.#joined.wait(60_000, this.#stop.signal);
      const timeline = this.party?.timeline;
      if (!timeline) continue;
      const answer = await this.#link.request(name, payload(timeline) as RequestPayload<N>);
      if (answer.ok) {
        this.#waiting = null;
        return answer.value;
      }
      const { code } = answer.error;
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
      if (code === no) break;
      if (!AGAIN.has(code)) throw new Error(`${what} refused: ${code}`);
      await pause(PAUSE_MS);
    }
    this.#waiting = null;
    return undefined;
  }

  /** The server's own view, for comparison: what is held here stays as it is. */
  async ask(): Promise<Pick<PartyState, 'timeline' | 'hold' | 'members'> | null> {
    const answer = await this.#link.request('request-sync', {});
    return answer.ok ? answer.value : null;
  }

  /** All that was ever said; null if a page of it did not come. */
  readChat(): Promise<ChatMessage[] | null> {
    return readChat(this.#link);
  }

  close(): void {
    this.#stop.abort();
  }

  /** Where its player stands, as far as it knows: seconds. */
  #standsAt(timeline: Timeline): number {
    return Math.max(0, positionAt(timeline, performance.now() + this.#clockAhead));
  }

  async #join(): Promise<void> {
    if (this.#stop.signal.aborted || this.#joined.isOpen) return;
    this.#tries += 1;
    const asked = this.#link.request('join-party', { partyCode: this.#options.partyCode });
    const { answer, brought } = await this.#news.over(asked);
    if (this.#stop.signal.aborted || !this.#link.open) return;
    if (!answer.ok) {
      this.refusals.set(`join ${answer.error.code}`, (this.refusals.get(`join ${answer.error.code}`) ?? 0) + 1);
      setTimeout(() => void this.#join(), answer.error.retryAfterMs ?? REJOIN_AFTER_MS);
      return;
    }
    this.#cell.update({ party: brought(applySnapshot(this.party, answer.value).party) });
    this.#clockAhead = answer.value.partyNow - performance.now();
    if (this.#lostAt !== null) {
      this.reconnects.push(performance.now() - this.#lostAt);
      this.ways.push({ openMs: this.#openAt - this.#lostAt, joinTries: this.#tries });
    }
    this.#lostAt = null;
    this.#joined.open();
    this.#reporter.again();
  }

  async #sync(): Promise<void> {
    if (this.#syncing) return;
    this.#syncing = true;
    const { answer, brought } = await this.#news.over(this.#link.request('request-sync', {}));
    this.#syncing = false;
    if (answer.ok) this.#cell.update({ party: brought(applySnapshot(this.party, answer.value).party) });
  }

  /** What the extension's background does with each, and all timelines written down. */
  #events(): ServerEventHandlers {
    const nothing = () => undefined;
    const handlers = partyEvents({
      cell: this.#cell,
      frames: createFrames(nothing),
      news: this.#news,
      requestSync: () => void this.#sync(),
      fetchChat: nothing, // what was said is read as a whole, at the end of a round
      onContent: nothing,
      onCode: nothing,
      onDate: nothing,
      onClosed: nothing,
    });
    const written = (name: CommandName) => (news: TimelineChange) => {
      const { commandId, reason, timeline, hold } = news;
      this.heard.push({ commandId, reason, timeline, hold });
      handlers[name](news);
    };
    return { ...handlers, ...Object.fromEntries(COMMANDS.map((name) => [name, written(name)])) };
  }
}
