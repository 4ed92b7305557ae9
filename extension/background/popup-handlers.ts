import { readInvite } from '../../shared/party/invite.ts';
import type { AbsentPerson } from '../../shared/protocol/api.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import type { PopupRequests } from '../messaging/messages.ts';
import type { Handlers } from '../messaging/port.ts';
import type { ReadPicture } from '../ui/paint-picture.ts';
import type { Accounts } from './accounts.ts';
import type { DeedAsker } from './deed-asker.ts';
import type { Frames } from './frames.ts';
import { lookAtTab } from './look-at-tab.ts';
import { moderate } from './moderate.ts';
import type { Parties } from './parties.ts';
import type { PendingRunner } from './pending-runner.ts';
import type { Reminders } from './reminders.ts';
import type { RestCall } from './rest-client.ts';
import type { StateCell } from './state.ts';

export interface PopupNeeds {
  cell: StateCell;
  accounts: Accounts;
  parties: Parties;
  pending: PendingRunner;
  frames: Frames;
  reminders: Reminders;
  deeds: DeedAsker;
  readPicture: ReadPicture;
  /** Who is away from our party, for leaders. */
  listAway: () => Promise<Result<AbsentPerson[]>>;
  /** Ends the session at this server: the party first, then the token. */
  signOut: () => Promise<void>;
  ready: Promise<void>;
}

const done = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result);

/** The answering side for the popup: our own page, so its payloads are typed and not parsed again. */
export function popupHandlers(needs: PopupNeeds): Handlers<PopupRequests> {
  const { cell, accounts, parties, pending, frames, reminders, signOut, ready } = needs;
  const nothing = async (work: Promise<unknown> | undefined): Promise<Result<null>> => {
    await work;
    return ok(null);
  };
  const inParty = (code: () => string | undefined = () => cell.now.seat?.partyCode) => code() ?? '';

  /** The own list is another then: what rings, too. */
  const listed = async (call: RestCall<'rememberParty'> | RestCall<'forgetParty'>): Promise<Result<null>> => {
    const done = await accounts.call(call);
    if (done.ok) void reminders.refresh();
    return done;
  };

  const handlers: Handlers<PopupRequests> = {
    'popup:look-at-tab': async ({ tabId }) => ok(await lookAtTab(tabId)),
    'popup:guest': (body) => accounts.signIn({ name: 'guest', body }),
    'popup:register': (body) => accounts.signIn({ name: 'register', body }),
    'popup:login': (body) => accounts.signIn({ name: 'login', body }),
    'popup:upgrade': (body) => accounts.signIn({ name: 'upgrade', body }),
    'popup:change-password': (body) => accounts.signIn({ name: 'changePassword', body }),
    'popup:sign-out': async ({ everywhere }) => {
      const told = everywhere ? await accounts.call({ name: 'logoutEverywhere' }) : ok(null);
      if (told.ok) await signOut();
      return told;
    },
    'popup:set-server': ({ url }) =>
      accounts.chooseServer(url, async () => {
        if (cell.now.seat) await parties.leave();
      }),
    'popup:retry': async () => {
      parties.line?.retryNow();
      if (parties.line) return ok(null);
      return cell.now.session ? done(await accounts.call({ name: 'me' })) : accounts.reach();
    },
    'popup:test-server': ({ url }) => accounts.test(url),
    'popup:preview': async ({ codeOrLink }) => {
      const invite = readInvite(codeOrLink);
      return invite ? accounts.preview(invite) : fail('party-not-found');
    },
    'popup:resume-pending': () => pending.resume(),
    'popup:cancel-pending': () => nothing(pending.cancel()),
    'popup:leave': () => nothing(parties.leave()),
    'popup:end-party': async ({ partyCode }) => {
      const ended = await accounts.call({ name: 'endParty', code: partyCode });
      if (ended.ok && cell.now.seat?.partyCode === partyCode) parties.over('left');
      if (ended.ok) void reminders.refresh();
      return ended;
    },
    'popup:remember-party': ({ partyCode }) => listed({ name: 'rememberParty', code: partyCode }),
    'popup:forget-party': ({ partyCode }) => listed({ name: 'forgetParty', code: partyCode }),
    'popup:update-party': async (body) => done(await accounts.call({ name: 'updateParty', code: inParty(), body })),
    'popup:schedule': async (body) => {
      const made = await accounts.call({ name: 'createParty', body });
      if (made.ok) void reminders.refresh();
      return made.ok ? ok(made.value.party) : made;
    },
    'popup:change-date': async ({ partyCode, startsAt }) => {
      const moved = await accounts.call({ name: 'updateParty', code: partyCode, body: { startsAt } });
      if (moved.ok) void reminders.refresh();
      return done(moved);
    },
    'popup:banned': async () => {
      const answer = await accounts.call({ name: 'listBanned', code: inParty() });
      return answer.ok ? ok(answer.value.people) : answer;
    },
    'popup:away': () => needs.listAway(),
    'popup:unban': (body) => accounts.call({ name: 'unban', code: inParty(), body }),
    'popup:moderate': (what) => moderate(parties.line, what),
    'popup:parties': async () => {
      const answer = await accounts.parties();
      if (answer.ok) void reminders.renew(answer.value);
      return answer;
    },
    'popup:profile': (body) => accounts.change({ name: 'profile', body }),
    'popup:set-picture': (body) => accounts.change({ name: 'setPicture', body }),
    'popup:remove-picture': () => accounts.change({ name: 'removePicture' }),
    'popup:picture': ({ picture }) => needs.readPicture(picture),
    'popup:services': (body) => accounts.change({ name: 'services', body }),
    'popup:sync-me': () => {
      frames.tell('player:sync-me', null);
      return ok(null);
    },
    'popup:deeds': async () => ok(await needs.deeds.ask()),
    'popup:share-film': async () => {
      const shows = cell.now.tab?.shows;
      return shows ? parties.title.share(shows) : fail('not-found');
    },
    'popup:export-account': () => accounts.call({ name: 'exportAccount' }),
    'popup:delete-account': async () => {
      const gone = await accounts.call({ name: 'deleteAccount' });
      if (gone.ok) await signOut();
      return gone;
    },
    'popup:farewell-seen': () => {
      cell.update({ farewell: null, problem: null });
      return ok(null);
    },
  };

  const waiting = (name: keyof PopupRequests) => async (payload: never) => {
    await ready;
    return handlers[name](payload);
  };
  const names = Object.keys(handlers) as (keyof PopupRequests)[];
  return Object.fromEntries(names.map((name) => [name, waiting(name)])) as unknown as Handlers<PopupRequests>;
}
