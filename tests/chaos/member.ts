import { io } from 'socket.io-client';
import { createGate } from '../../extension/background/gate.ts';
import { applyChange, applySnapshot, type PartyState } from '../../extension/background/party.ts';
import { SERVER_EVENTS, type ServerEventHandlers } from '../../extension/background/server-events.ts';
import { type LinkState, openSocketLink, type SocketLink } from '../../extension/background/socket-link.ts';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import { COMMANDS, type TimelineChange } from '../../shared/protocol/events.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';

export interface Acknowledged {
  commandId: string;
  position: number;
  rev: number;
}

interface MemberOptions {
  url: string;
  token: string;
  /** Account id: what the server calls this member. */
  id: string;
  partyCode: string;
  /** Positions of this member's commands are above it, so that each command of a party has its own. */
  positionBase: number;
}

/** Refusals after which the very same command is sent again: the outcome is not known, or not yet. */
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

/** A member as the extension's background is one: its line, its reconnect rules, its rules of what is news (S4, S27). */
export class ChaosMember {
  readonly acknowledged: Acknowledged[] = [];
  /** Every broadcast of a command that was heard: `commandId` and the `rev` it got. */
  readonly heard: { commandId: string; rev: number }[] = [];
  /** How long each way back took, from the loss of the line to being in the room again, ms. */
  readonly reconnects: number[] = [];
  readonly refusals = new Map<string, number>();
  readonly id: string;
  party: PartyState | null = null;
  readonly #options: MemberOptions;
  readonly #stop = new AbortController();
  readonly #joined = createGate();
  readonly #link: SocketLink;
  #lostAt: number | null = null;
  #state: LinkState | null = null;
  #openAt = 0;
  #tries = 0;
  /** Of each way back: until the line stood, ms; tries to join. For finding out what takes long. */
  readonly ways: { openMs: number; joinTries: number }[] = [];
  #sent = 0;
  #syncing = false;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.id = options.id;
    const { url, token } = options;
    this.#link = openSocketLink({
      makeSocket: () =>
        io(url, {
          transports: ['websocket'],
          autoConnect: false,
          reconnection: false,
          forceNew: true,
          timeout: 8_000,
          rejectUnauthorized: false,
          auth: { token, protocolVersion: PROTOCOL_VERSION },
        }),
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
  }

  /** The command that is sent again and again, and whether the line and the seat are there; null when all is answered. */
  get waits(): string | null {
    if (this.#sent === this.acknowledged.length) return null;
    return `${this.#sent} of ${this.id} (line ${JSON.stringify(this.#state)} ${this.#link.open ? 'open' : 'down'}, ${this.joined ? 'seated' : 'out'}, rev ${this.party?.timeline.rev})`;
  }

  get joined(): boolean {
    return this.#joined.isOpen;
  }

  /** Sends the next numbered command, and the same one again until it is acknowledged or the member is closed. */
  async sendNext(): Promise<void> {
    this.#sent += 1;
    const commandId = `${this.id}-${this.#sent}`;
    const position = this.#options.positionBase + this.#sent;
    while (!this.#stop.signal.aborted) {
      if (!this.#joined.isOpen) await this.#joined.wait(60_000, this.#stop.signal);
      const timeline = this.party?.timeline;
      if (!timeline) continue;
      const { epoch, rev, mediaKey } = timeline;
      const answer = await this.#link.request('video-seek', {
        commandId,
        epoch,
        baseRev: rev,
        mediaKey,
        currentTime: position,
      });
      if (answer.ok) {
        this.acknowledged.push({ commandId, position, rev: answer.value.timeline.rev });
        return;
      }
      const { code } = answer.error;
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
      if (!AGAIN.has(code)) throw new Error(`command ${commandId} refused: ${code}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** The server's own view, for comparison: what is held here stays as it is. */
  async ask(): Promise<PartyState['timeline'] | null> {
    const answer = await this.#link.request('request-sync', {});
    return answer.ok ? answer.value.timeline : null;
  }

  close(): void {
    this.#stop.abort();
  }

  async #join(): Promise<void> {
    if (this.#stop.signal.aborted || this.#joined.isOpen) return;
    this.#tries += 1;
    const answer = await this.#link.request('join-party', { partyCode: this.#options.partyCode });
    if (this.#stop.signal.aborted || !this.#link.open) return;
    if (!answer.ok) {
      this.refusals.set(`join ${answer.error.code}`, (this.refusals.get(`join ${answer.error.code}`) ?? 0) + 1);
      setTimeout(() => void this.#join(), answer.error.retryAfterMs ?? REJOIN_AFTER_MS);
      return;
    }
    this.party = applySnapshot(this.party, answer.value).party;
    if (this.#lostAt !== null) {
      this.reconnects.push(performance.now() - this.#lostAt);
      this.ways.push({ openMs: this.#openAt - this.#lostAt, joinTries: this.#tries });
    }
    this.#lostAt = null;
    this.#joined.open();
  }

  async #sync(): Promise<void> {
    if (this.#syncing) return;
    this.#syncing = true;
    const answer = await this.#link.request('request-sync', {});
    this.#syncing = false;
    if (answer.ok) this.party = applySnapshot(this.party, answer.value).party;
  }

  #events(): ServerEventHandlers {
    const timeline = (news: TimelineChange) => {
      if (news.commandId !== null) this.heard.push({ commandId: news.commandId, rev: news.timeline.rev });
      if (!this.party) return;
      const applied = applyChange(this.party, news);
      this.party = applied.party;
      if (applied.gap) void this.#sync();
    };
    const moves: ReadonlySet<string> = new Set(COMMANDS);
    const handlers = Object.keys(SERVER_EVENTS).map((name) => [name, moves.has(name) ? timeline : () => undefined]);
    return Object.fromEntries(handlers) as ServerEventHandlers;
  }
}
