import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import type { Connection, Report } from '../live/live-state.ts';
import { type Decision, decided, type Effect, unchanged } from '../party/decision.ts';
import { updated } from '../party/hand-over.ts';
import { isConnected, type LiveParty, type View } from '../party/live-party.ts';
import { join, type Person } from '../party/membership.ts';
import { Serial } from '../serial.ts';
import type { PartyRecord } from '../store/store.ts';
import { type Call, Calls, soonest, type Turn } from './calls.ts';
import { Doubts, restate } from './doubts.ts';
import { DurableWriter } from './durable-writer.ts';
import { decideTurn, type PartyTurn, type Rule, type RuleOutcome } from './party-turn.ts';
import { Telling } from './telling.ts';
import { type ViewNeeds, Views } from './views.ts';
import { Wakeups } from './wakeups.ts';

/** Lost races with other nodes before a caller hears `conflict`. */
const ATTEMPTS = 8;
/** Two nodes that meet over one party do not meet again at the same moment. */
const SPREAD_MS = 4;
/** How long after a write whose answer did not come the party is looked at again, if nobody asks before. */
const DOUBT_MS = 1_000;
/** Presence outlives its node by this much; renewed each `RENEW_MS`. */
export const LEASE_MS = 30_000;

interface Needs extends ViewNeeds {
  /** Told of failures nobody waits for. */
  onError(error: unknown): void;
}

const NOTHING_TO_KEEP = Promise.resolve();

/**
 * The one way a party changes: load, decide (pure), compare-and-set, announce, keep. Announced as soon as decided,
 * acknowledged when durable (decision 5).
 */
export class PartyEngine {
  readonly #needs: Needs;
  readonly #serial = new Serial();
  readonly #writer: DurableWriter;
  readonly #wakeups: Wakeups;
  /** Parties in live memory through this node, and when they were last touched (party clock, ms). */
  readonly #touched = new Map<string, number>();
  readonly #telling: Telling;
  readonly #views: Views;
  readonly #doubts = new Doubts();
  readonly #calls = new Calls(this.#serial, (partyId, calls) => this.#answer(partyId, calls));

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#telling = new Telling(needs);
    // A look alone counts too: of a party that is over nothing else may ever be asked.
    this.#views = new Views(needs, (partyId) => this.#touched.set(partyId, needs.clock.party()));
    this.#writer = new DurableWriter(needs.store.parties, (party) => this.#endLife(party));
    this.#wakeups = new Wakeups(needs.clock, (partyId) => void this.tick(partyId));
  }

  /**
   * Runs a rule on a party; rules that come while the party is busy are decided together.
   * @param until party clock, ms: what the rule decides is not carried out after that, however long live memory takes. The rule
   * itself refuses what comes too late for it
   * @throws StoreUnavailable when what the answer says could not be made durable
   */
  run<T>(partyId: string, rule: (view: View) => Decision<T>, until?: number): Promise<Result<T>> {
    return this.#ask(partyId, rule, true, until);
  }

  /** Looks at a party, bringing it into live memory. Null if there is none. */
  view(partyId: string): Promise<View | null> {
    return this.#views.view(partyId);
  }

  /** Looks at a party of a list: as it lives, or as it was kept, without bringing it to life. */
  peek(record: PartyRecord): Promise<View> {
    return this.#views.peek(record);
  }

  /**
   * A connection sits down (S27, R7); the connection that had the seat is put out.
   * @param isThere asked last: the turn may come when the person sits at another node already, and must not be put out there
   */
  async connect(connection: Connection, person: Person, isThere = () => true): Promise<Result<View>> {
    const turn = await this.#serial.run(connection.partyId, () => this.#sitDown(connection, person, isThere));
    await turn.kept;
    return turn.result;
  }

  /** A connection dropped. The seat stays for the grace. */
  async disconnect(connection: Connection): Promise<void> {
    await this.#serial.run(connection.partyId, async () => {
      const { live, clock } = this.#needs;
      if (!(await live.detach(connection, clock.party()))) return;
      await this.#turn(
        connection.partyId,
        (view) => decided(view.party, null, updated(view, [connection.memberId])),
        false,
      );
    });
  }

  /** S22: a player says how it is. @returns false if this connection has no seat */
  async report(connection: Connection, report: Report): Promise<boolean> {
    const { live, clock, announcer } = this.#needs;
    if (!(await live.report(connection, report, clock.party()))) return false;
    const { memberId, partyId } = connection;
    announcer.toParty(partyId, 'member-status', { memberId, status: report.status });
    await this.tick(partyId);
    return true;
  }

  /** Lets time do its work on a party: holds, hand-over, expiry. */
  async tick(partyId: string): Promise<void> {
    await this.attend(partyId).catch(this.#needs.onError);
  }

  /** As `tick`, for who wants to see the party too. @throws StoreUnavailable */
  async attend(partyId: string): Promise<Result<View>> {
    try {
      return await this.#ask(partyId, (view) => unchanged(view, view), false);
    } catch (error) {
      if (this.#doubts.has(partyId)) this.#lookSoon(partyId);
      throw error;
    }
  }

  /** Brings a party to life that the caller has just made and kept: unlike a restored one nobody has heard of it. */
  async adopt(party: LiveParty): Promise<void> {
    await this.#needs.live.create(party);
    await this.tick(party.id);
  }

  /** Marks a watched party as active and as durable, so that a restart knows how long it was left alone. */
  touch(partyId: string): Promise<unknown> {
    return this.run(partyId, (view) => decided({ ...view.party }, null));
  }

  /** Drops parties that nobody has been connected to for long from live memory (R8). */
  async releaseIdle(idleMs: number): Promise<void> {
    const now = this.#needs.clock.party();
    for (const [partyId, at] of this.#touched) {
      if (now - at < idleMs || this.#writer.isPending(partyId)) continue;
      await this.#serial.run(partyId, async () => {
        const people = await this.#needs.live.presence(partyId);
        if (people.some((one) => isConnected(one, now))) return;
        this.#touched.delete(partyId);
        this.#telling.forget(partyId);
        this.#doubts.over(partyId);
        this.#wakeups.cancel(partyId);
        this.#writer.forget(partyId);
        await this.#needs.live.remove(partyId);
      });
    }
  }

  /** Stops the timers, lets what was begun end and writes what is left. */
  async close(timeoutMs: number): Promise<void> {
    this.#wakeups.close();
    await Promise.race([this.#serial.idle(), new Promise((r) => setTimeout(r, timeoutMs / 2).unref())]);
    await this.#writer.flush(timeoutMs / 2);
  }

  async #sitDown(connection: Connection, person: Person, isThere: () => boolean): Promise<Turn<View>> {
    const { live, clock, announcer } = this.#needs;
    const { partyId, connectionId } = connection;
    const before = await this.view(partyId);
    if (!before) return { result: fail('party-not-found'), kept: NOTHING_TO_KEEP };
    // Asked first, so that somebody refused leaves no trace.
    const allowed = join(before, person);
    if (!allowed.ok) return { result: allowed, kept: NOTHING_TO_KEEP };
    if (!isThere()) return { result: fail('offline'), kept: NOTHING_TO_KEEP };
    const { replaced } = await live.attach(connection, clock.party(), LEASE_MS);
    if (replaced) announcer.evict(replaced, partyId, 'elsewhere');
    const joined = await this.#turn(partyId, (view) => join(view, person), false);
    if (!joined.result.ok) return { result: joined.result, kept: joined.kept };
    announcer.admit(connectionId, partyId);
    const after = await this.view(partyId);
    return { result: after ? ok(after) : fail('party-not-found'), kept: joined.kept };
  }

  async #ask<T>(
    partyId: string,
    rule: (view: View) => Decision<T>,
    promises: boolean,
    until?: number,
  ): Promise<Result<T>> {
    const turn = this.#atOnce(partyId, rule, promises) ?? (await this.#calls.ask(partyId, rule, promises, until));
    if (turn.kept !== NOTHING_TO_KEEP) await turn.kept;
    return turn.result as Result<T>;
  }

  /**
   * Where the state is in this process and nobody else has the party's turn, a rule needs not wait: decided and announced
   * before this returns. With a promise a step it took twice the time, most of it for collecting what was left behind.
   * @returns null if it must wait for its turn
   */
  #atOnce(partyId: string, rule: Rule, promises: boolean): Turn<unknown> | null {
    const { resident } = this.#needs.live;
    const found = resident && !this.#serial.isBusy(partyId) ? resident.look(partyId) : null;
    if (!resident || !found) return null;
    const view = this.#views.of(found.party, found.people);
    const turn = decideTurn(view, [rule]);
    const outcome = turn.outcomes[0] as RuleOutcome;
    if (outcome.kind === 'threw') throw outcome.error;
    const next = successor(view, turn.party);
    if (next !== view.party && !resident.replace(view.party.version, next)) return null;
    // Whoever is forgotten is so when the call returns, or the state would not be in this process.
    void this.#telling.tell(view, turn.effects, next);
    const kept = this.#conclude(view, turn, next, promises);
    return { result: outcome.result, kept: outcome.result.ok ? kept : NOTHING_TO_KEEP };
  }

  async #answer(partyId: string, calls: readonly Call[]): Promise<void> {
    const promises = calls.some((call) => call.promises);
    const { outcomes, kept } = await this.#decide(partyId, calls, promises);
    for (const [i, call] of calls.entries()) {
      const outcome = outcomes[i] as RuleOutcome;
      if (outcome.kind === 'threw') call.failed(outcome.error);
      else call.done({ result: outcome.result, kept: outcome.result.ok ? kept : NOTHING_TO_KEEP });
    }
  }

  /** One rule, for who has the party's turn already. */
  async #turn<T>(partyId: string, rule: (view: View) => Decision<T>, promises: boolean): Promise<Turn<T>> {
    const { outcomes, kept } = await this.#decide(partyId, [{ rule, until: undefined }], promises);
    const outcome = outcomes[0] as RuleOutcome;
    if (outcome.kind === 'threw') throw outcome.error;
    return { result: outcome.result as Result<T>, kept };
  }

  async #decide(
    partyId: string,
    calls: readonly Pick<Call, 'rule' | 'until'>[],
    promises: boolean,
  ): Promise<{ outcomes: RuleOutcome[]; kept: Promise<void> }> {
    const all = (code: 'party-not-found' | 'conflict') => ({
      outcomes: calls.map((): RuleOutcome => ({ kind: 'result', result: fail(code) })),
      kept: NOTHING_TO_KEEP,
    });
    const rules = calls.map((call) => call.rule);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * SPREAD_MS));
      const view = await this.view(partyId);
      if (!view) return all('party-not-found');
      const done = this.#doubts.settle(view.party);
      if (done) await this.#telling.tell(done.before, done.effects, view.party);
      const restating = this.#doubts.owes(partyId);
      const turn = decideTurn(view, restating ? [restate, ...rules] : rules);
      if (restating) turn.outcomes.shift();
      const next = successor(view, turn.party);
      if (next !== view.party && !(await this.#replace(view, next, turn.effects, soonest(calls, view.now)))) continue;
      await this.#telling.tell(view, turn.effects, next);
      return { outcomes: turn.outcomes, kept: this.#conclude(view, turn, next, promises) };
    }
    return all('conflict');
  }

  /** What is returned is awaited outside of the turn, so that the next command need not wait for the disk. */
  #conclude(view: View, { recheckAt }: PartyTurn, next: LiveParty, promises: boolean): Promise<void> {
    if (recheckAt !== undefined) {
      this.#touched.set(next.id, view.now);
      this.#wakeups.set(next.id, recheckAt);
    }
    if (next === view.party && (!promises || recheckAt === undefined)) return NOTHING_TO_KEEP;
    const kept = next === view.party ? this.#writer.confirm(next) : this.#writer.keep(next);
    kept.catch(() => undefined); // No rejection goes unheard.
    return kept;
  }

  /** The store keeps another life of the party than live memory: that one is the party. */
  async #endLife({ id, life }: LiveParty): Promise<void> {
    const { live } = this.#needs;
    if ((await live.load(id))?.life === life) await live.remove(id);
  }

  /** @returns false if another node was quicker, or it came too late */
  async #replace(view: View, next: LiveParty, effects: readonly Effect[], until?: number): Promise<boolean> {
    try {
      const replaced = await this.#needs.live.compareAndSet(view.party.version, next, until);
      if (replaced) this.#doubts.over(next.id);
      return replaced;
    } catch (error) {
      this.#doubts.add({ before: view, next, effects });
      this.#lookSoon(next.id);
      throw error;
    }
  }

  #lookSoon(partyId: string): void {
    this.#wakeups.set(partyId, this.#needs.clock.party() + DOUBT_MS);
  }
}

/** What replaces the party of the view: the very same object if a turn changed nothing. */
const successor = (view: View, party: LiveParty): LiveParty =>
  party === view.party ? party : { ...party, version: view.party.version + 1, lastActiveAt: view.wallNow };
