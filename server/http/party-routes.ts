import { randomBytes } from 'node:crypto';
import { makePartyCode, parsePartyCode } from '../../shared/party/party-code.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import { PARTIES_PER_USER } from '../../shared/protocol/limits.ts';
import { faceOf, makeId, personOf } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { PartyEngine } from '../engine/party-engine.ts';
import type { LiveState } from '../live/live-state.ts';
import { changeSettings, endParty, newParty } from '../party/conduct.ts';
import { type LiveParty, seatOf, type View } from '../party/live-party.ts';
import { enlist, forget, join, leave, refusesUnban, unban } from '../party/membership.ts';
import { awayFor } from '../party/moderation.ts';
import { toRecord } from '../party/restore.ts';
import { previewOf, summaryFor } from '../party/snapshot.ts';
import type { PartyRecord, Store } from '../store/store.ts';
import type { Call, RouteHandlers } from './route.ts';

type Names =
  | 'createParty'
  | 'listParties'
  | 'previewParty'
  | 'getParty'
  | 'joinParty'
  | 'rememberParty'
  | 'leaveParty'
  | 'forgetParty'
  | 'updateParty'
  | 'endParty'
  | 'listBanned'
  | 'listAway'
  | 'unban';

/** Newest parties on somebody's list, and latest of those who are away. */
const LISTED = 100;

interface Needs {
  store: Store;
  engine: PartyEngine;
  live: Pick<LiveState, 'ping'>;
  clock: Clock;
  publicUrl(): string;
  /** Told of failures nobody waits for. */
  onError(error: unknown): void;
}

const freshCode = () => makePartyCode((count) => randomBytes(count));

export function partyRoutes(needs: Needs): Pick<RouteHandlers, Names> {
  const { store, engine, live, clock, publicUrl, onError } = needs;
  const find = async ({ code, about }: Pick<Call<'getParty'>, 'code' | 'about'>): Promise<Result<PartyRecord>> => {
    const parsed = parsePartyCode(code);
    const record = parsed ? await store.parties.byCode(parsed) : null;
    if (record) about(record.id);
    return record ? ok(record) : fail('party-not-found');
  };

  /** The party as a member sees it; nobody else gets more than the preview (P3). */
  const summarise = (view: View, userId: string) => ok({ party: summaryFor(view, userId, publicUrl()) });

  const summaryOf = async (partyId: string, userId: string) => {
    const view = await engine.view(partyId);
    return view ? summarise(view, userId) : fail('party-not-found');
  };

  /** One that was just kept is there, whatever live memory says to it: the first look brings it to life. */
  const begin = async (party: LiveParty) => {
    try {
      await engine.adopt(party);
      const view = await engine.view(party.id);
      if (view) return view;
    } catch (error) {
      onError(error);
    }
    return { party, people: new Map(), now: clock.party(), wallNow: clock.wall() };
  };

  const unusedCode = async (): Promise<string> => {
    const code = freshCode();
    return (await store.parties.byCode(code)) ? unusedCode() : code;
  };

  return {
    createParty: async ({ user, input, about }) => {
      if ((await store.parties.countHosted(user.id)) >= PARTIES_PER_USER) return fail('too-many-parties');
      // Before anything is kept: each try of who hears `unavailable` would leave another party on the list.
      await live.ping();
      const { name, content, controlMode, waitFor, startsAt } = input;
      const settings = { name, controlMode, waitFor, waitForAds: false, locked: false };
      for (;;) {
        const asked = { id: makeId(), partyCode: freshCode(), settings, content, startsAt, host: personOf(user) };
        const party = newParty(asked, clock.party(), clock.wall());
        if ((await store.parties.insert(toRecord(party))) === 'code-taken') continue;
        about(party.id);
        return ok({ party: summaryFor(await begin(party), user.id, publicUrl()) });
      }
    },
    listParties: async ({ user }) => {
      const records = await store.parties.ofMember(user.id, LISTED);
      const views = await Promise.all(records.map((record) => engine.peek(record)));
      const mine = views.filter((view) => seatOf(view.party, user.id));
      return ok({ parties: mine.map((view) => summaryFor(view, user.id, publicUrl())) });
    },
    previewParty: async ({ code, about }) => {
      const found = await find({ code, about });
      if (!found.ok) return found;
      const view = await engine.peek(found.value);
      if (view.party.endedAt !== null) return fail('party-ended');
      return ok({ party: previewOf(summaryFor(view, null, publicUrl())) });
    },
    getParty: async ({ code, user, about }) => {
      const found = await find({ code, about });
      if (!found.ok) return found;
      const view = await engine.peek(found.value);
      return seatOf(view.party, user.id) ? summarise(view, user.id) : fail('not-a-member');
    },
    joinParty: async ({ code, user, about }) => {
      const found = await find({ code, about });
      if (!found.ok) return found;
      const joined = await engine.run(found.value.id, (view) => join(view, personOf(user)));
      return joined.ok ? summaryOf(found.value.id, user.id) : joined;
    },
    rememberParty: async ({ code, user, about }) => {
      const found = await find({ code, about });
      return found.ok ? engine.run(found.value.id, (view) => enlist(view, personOf(user))) : found;
    },
    leaveParty: async ({ code, user, about }) => {
      const found = await find({ code, about });
      return found.ok ? engine.run(found.value.id, (view) => leave(view, user.id)) : found;
    },
    forgetParty: async ({ code, user, about }) => {
      const found = await find({ code, about });
      return found.ok ? engine.run(found.value.id, (view) => forget(view, user.id)) : found;
    },
    updateParty: async ({ code, user, input, about }) => {
      const found = await find({ code, about });
      if (!found.ok) return found;
      const { rotateCode, startsAt, ...settings } = input;
      const change = {
        settings: given(settings),
        ...(startsAt === undefined ? {} : { startsAt }),
        ...(rotateCode ? { newCode: await unusedCode() } : {}),
      };
      const changed = await engine.run(found.value.id, (view) => changeSettings(view, user.id, change));
      return changed.ok ? summaryOf(found.value.id, user.id) : changed;
    },
    listBanned: async ({ code, user, about }) => {
      const found = await find({ code, about });
      if (!found.ok) return found;
      const view = await engine.peek(found.value);
      const refusal = refusesUnban(view, user.id);
      if (refusal) return refusal;
      // Names as they are now; an account that was deleted has none and can't come back.
      const people = await Promise.all(view.party.banned.map((id) => store.users.byId(id)));
      const known = people.filter((one) => one !== null);
      return ok({ people: known.map((user) => ({ id: user.id, name: user.username, avatar: faceOf(user) })) });
    },
    listAway: async ({ code, user, about }) => {
      const found = await find({ code, about });
      if (!found.ok) return found;
      const away = awayFor(await engine.peek(found.value), user.id);
      return away.ok
        ? ok({ people: away.value.slice(0, LISTED).map(({ id, name, avatar }) => ({ id, name, avatar })) })
        : away;
    },
    unban: async ({ code, user, input, about }) => {
      const found = await find({ code, about });
      return found.ok ? engine.run(found.value.id, (view) => unban(view, user.id, input.memberId)) : found;
    },
    endParty: async ({ code, user, about }) => {
      const found = await find({ code, about });
      return found.ok ? engine.run(found.value.id, (view) => endParty(view, user.id)) : found;
    },
  };
}

/** Without the fields that were not sent: they must not overwrite what is there. */
const given = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
