import type { Clock } from '../clock.ts';
import type { LiveState } from '../live/live-state.ts';
import type { LiveParty, People, Presence, View } from '../party/live-party.ts';
import { fromRecord } from '../party/restore.ts';
import type { Rules } from '../party/rules.ts';
import { announceAgain } from '../party/timeline-change.ts';
import type { PartyRecord, Store } from '../store/store.ts';
import type { Announcer } from './announcer.ts';

export interface ViewNeeds {
  store: Store;
  live: LiveState;
  clock: Clock;
  rules: Rules;
  announcer: Announcer;
}

/** Parties as they are looked at: from live memory, or brought back to it from the store. */
export class Views {
  readonly #needs: ViewNeeds;
  readonly #onLoad: (partyId: string) => void;

  /** @param onLoad told of each party that is about to be brought into live memory: whoever does that lets it go again */
  constructor(needs: ViewNeeds, onLoad: (partyId: string) => void) {
    this.#needs = needs;
    this.#onLoad = onLoad;
  }

  of(party: LiveParty, people: People): View {
    const { clock, rules } = this.#needs;
    return { party, people, now: clock.party(), wallNow: clock.wall(), rules };
  }

  /** Brings the party into live memory. Null if there is none. */
  async view(partyId: string): Promise<View | null> {
    const [party, people] = await Promise.all([this.#load(partyId), this.#needs.live.presence(partyId)]);
    return party ? this.of(party, byMember(people)) : null;
  }

  /** As it lives, or as it was kept, without bringing it to life. */
  async peek(record: PartyRecord): Promise<View> {
    const { live, clock } = this.#needs;
    const party = (await live.load(record.id)) ?? fromRecord(record, clock.party(), clock.wall());
    return this.of(party, byMember(await live.presence(record.id)));
  }

  async #load(partyId: string): Promise<LiveParty | null> {
    const { live, store, clock, announcer } = this.#needs;
    const found = await live.load(partyId);
    if (found) return found;
    const record = await store.parties.byId(partyId);
    if (!record) return null;
    const restored = fromRecord(record, clock.party(), clock.wall());
    this.#onLoad(partyId);
    if (!(await live.create(restored))) return await live.load(partyId);
    // Those who watch through it may have heard what the lost state was about to keep.
    const { event, body } = announceAgain(restored);
    announcer.toParty(partyId, event, body);
    return restored;
  }
}

const byMember = (people: readonly Presence[]): People => new Map(people.map((one) => [one.memberId, one]));
