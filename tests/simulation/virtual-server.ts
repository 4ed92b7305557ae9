import { applyCommand, type Command } from '../../server/party/apply-command.ts';
import type { Decision } from '../../server/party/decision.ts';
import type { LiveParty, Presence, View } from '../../server/party/live-party.ts';
import { join, type Person } from '../../server/party/membership.ts';
import { attached, reported } from '../../server/party/presence.ts';
import { RULES } from '../../server/party/rules.ts';
import { upkeep } from '../../server/party/upkeep.ts';
import type { PartySettings, Status } from '../../shared/party/party.ts';
import { positionAt, type Timeline } from '../../shared/playback/timeline.ts';
import type { Result } from '../../shared/protocol/errors.ts';
import type { TimelineChange, Timing } from '../../shared/protocol/events.ts';
import { freshParty } from '../support/fresh-party.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The party clock is not the world's: nobody may mix the two up unnoticed. */
const PARTY_CLOCK_AHEAD_MS = 1_000_000;
const DURABLE_AFTER_MS = 4;
const MEDIA_KEY = 'film';

interface Client {
  change(change: TimelineChange): void;
}

const person = (id: string): Person => ({ id, name: id, avatar: { hue: 0, emoji: '' }, guest: true });

/** Does the party do what was asked? A play may have to wait for somebody first. */
function isDone(command: Command, { timeline, hold }: LiveParty): boolean {
  switch (command.name) {
    case 'video-play':
      return timeline.playing || hold !== null;
    case 'video-pause':
      return !timeline.playing && hold === null;
    case 'video-seek':
      return Math.abs(timeline.position - command.currentTime) < 0.001;
    case 'video-rate':
      return timeline.rate === command.rate;
    default:
      return true;
  }
}

/** One socket of a member: each time they come back it is another. */
export interface Connection {
  memberId: string;
  connectionId: string;
}

/** The server's real decisions around one party, without sockets and stores. */
export class VirtualServer {
  party: LiveParty;
  /** Every command id that the party took, in order. */
  readonly taken: string[] = [];
  /** Commands that were answered "done" and are not: who asked and what. */
  readonly swallowed: string[] = [];
  /** What came by a connection that its member had replaced: refused (`seatOfSocket`, `LiveState.report`). */
  stragglers = 0;
  /** Called when the server itself stops the party: position before and after, seconds. */
  onHold: (before: number, after: number) => void = () => {};
  /** Called when the party takes a command. */
  onTaken: (commandId: string) => void = () => {};
  #people = new Map<string, Presence>();
  #clients = new Map<string, Client>();
  #recheckAt = Number.POSITIVE_INFINITY;

  constructor(
    private readonly time: VirtualTime,
    settings: Partial<PartySettings> = {},
  ) {
    const content = { siteId: 'generic', mediaKey: MEDIA_KEY, title: 'Film', duration: 7200 };
    this.party = freshParty(this.now, this.now, { id: 'p', settings, content, host: person('host') });
    // The party's maker is a seat without a player here, so that viewers are alike.
  }

  /** Party clock, ms. */
  get now(): number {
    return this.time.now + PARTY_CLOCK_AHEAD_MS;
  }

  get timeline(): Timeline {
    return this.party.timeline;
  }

  #view(): View {
    return { party: this.party, people: this.#people, now: this.now, wallNow: this.now, rules: RULES };
  }

  join({ memberId, connectionId }: Connection, client: Client): Timeline {
    this.#run(join(this.#view(), person(memberId)));
    this.#clients.set(memberId, client);
    this.#people.set(memberId, attached(this.#people.get(memberId) ?? null, memberId, connectionId, Number.MAX_VALUE));
    this.#upkeep();
    return this.timeline;
  }

  lost(memberId: string): void {
    const presence = this.#people.get(memberId);
    if (presence) this.#people.set(memberId, { ...presence, connectionId: null, lostAt: this.now });
    this.#clients.delete(memberId);
    this.#upkeep();
  }

  /** The connection that holds the seat; a newer one of the same member has put the older out. */
  #seated({ memberId, connectionId }: Connection): Presence | null {
    const presence = this.#people.get(memberId);
    if (presence?.connectionId === connectionId) return presence;
    this.stragglers += 1;
    return null;
  }

  status(connection: Connection, status: Status, timing: Timing): void {
    const { memberId } = connection;
    const presence = this.#seated(connection);
    if (presence) this.#people.set(memberId, reported(presence, status, timing, this.now));
    this.#upkeep();
  }

  command(connection: Connection, command: Command, ack: (result: Result<{ timeline: Timeline }>) => void): void {
    if (!this.#seated(connection)) {
      ack({ ok: false, error: { code: 'not-a-member' } });
      return;
    }
    const before = this.party;
    const decision = applyCommand(this.#view(), command, connection.memberId);
    if (decision.ok && !this.taken.includes(command.commandId) && !isDone(command, decision.party))
      this.swallowed.push(`${command.commandId} ${command.name}`);
    if (decision.ok && decision.party !== before) {
      this.taken.push(command.commandId);
      this.onTaken(command.commandId);
    }
    this.#run(decision);
    this.time.after(DURABLE_AFTER_MS, () =>
      ack(decision.ok ? { ok: true, value: decision.value } : { ok: false, error: decision.error }),
    );
    this.#upkeep();
  }

  #run(decision: Decision<unknown>): void {
    if (!decision.ok) return;
    this.party = decision.party;
    this.#tell(decision.effects);
  }

  #tell(effects: Extract<Decision<unknown>, { ok: true }>['effects']): void {
    for (const effect of effects) {
      if (effect.kind !== 'tell' || !effect.event.startsWith('video-')) continue;
      for (const client of this.#clients.values()) client.change(effect.body as TimelineChange);
    }
  }

  #upkeep(): void {
    const before = this.#view();
    const { party, effects, recheckAt } = upkeep(before);
    this.party = party;
    if (party.hold && party.timeline.rev !== before.party.timeline.rev)
      this.onHold(positionAt(before.party.timeline, this.now), party.timeline.position);
    this.#tell(effects);
    if (recheckAt === null) return;
    const at = Math.max(this.time.now + 1, recheckAt - PARTY_CLOCK_AHEAD_MS);
    if (this.#recheckAt > this.time.now && this.#recheckAt <= at) return;
    this.#recheckAt = at;
    this.time.at(at, () => this.#upkeep());
  }
}
