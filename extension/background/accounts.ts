import type { Invite } from '../../shared/party/invite.ts';
import type { Account, ApiName, ApiValue, PartyPreview, PartySummary } from '../../shared/protocol/api.ts';
import { ok, type Result } from '../../shared/protocol/errors.ts';
import { parseServerUrl } from '../../shared/protocol/server-address.ts';
import { type RestCall, reach, rest } from './rest-client.ts';
import type { Session, StateCell } from './state.ts';
import { readAccounts, type StoredAccounts, writeAccounts } from './storage.ts';

/** Who we are at the chosen server. */
export interface Accounts {
  /** From storage, once, when the worker starts. */
  load(): Promise<void>;
  /** A call as whoever is signed in. A refused token ends the session here too, and `onSignedOut` hears of it. */
  call<N extends ApiName>(call: RestCall<N>): Promise<Result<ApiValue<N>>>;
  /** Looks whether the server is there, as somebody who is not signed in. */
  reach(): Promise<Result<null>>;
  /** Does a server answer at an address that somebody typed? @returns how long it took, ms */
  test(typed: string): Promise<Result<{ ms: number }>>;
  /** A call that answers with a session: `guest`, `register`, `login`; for who is signed in `upgrade` or another password. */
  signIn(
    call:
      | RestCall<'guest'>
      | RestCall<'register'>
      | RestCall<'login'>
      | RestCall<'upgrade'>
      | RestCall<'changePassword'>,
  ): Promise<Result<Account>>;
  /** A call that answers with the account as it is now. */
  change(
    call: RestCall<'profile'> | RestCall<'services'> | RestCall<'setPicture'> | RestCall<'removePicture'>,
  ): Promise<Result<Account>>;
  /** Those of whoever is signed in. */
  parties(): Promise<Result<PartySummary[]>>;
  /** What an invitation is to, on whichever server it names: nothing of ours is told there. */
  preview(invite: Invite): Promise<Result<PartyPreview>>;
  /** Forget the token of this server. */
  forget(): Promise<void>;
  /**
   * Go to another server, once it has answered: until then, and when it does not, everything stays as it is.
   * @param parting ends what is under way at the present one
   */
  chooseServer(typed: string, parting?: () => Promise<void>): Promise<Result<null>>;
}

export function createAccounts(cell: StateCell, defaultServer: string, onSignedOut: () => void): Accounts {
  let stored: StoredAccounts = { serverUrl: null, sessions: {} };

  const keep = async (session: Session | null) => {
    const { serverUrl } = cell.now;
    const { [serverUrl]: _, ...others } = stored.sessions;
    stored = { serverUrl, sessions: session ? { ...others, [serverUrl]: session } : others };
    cell.update({ session });
    await writeAccounts(stored);
  };

  const call: Accounts['call'] = async (what) => {
    const { serverUrl, session, seat } = cell.now;
    const result = await rest({ serverUrl, token: session?.token ?? null }, what);
    const same = cell.now.serverUrl === serverUrl && cell.now.session?.token === session?.token;
    if (!same) return result;
    if (!result.ok && result.error.code === 'not-signed-in' && session) onSignedOut();
    // Without a party there is no line: what the calls meet is all that we know of the server.
    if (!seat && !cell.now.seat) cell.update({ connection: connectionAfter(result) });
    return result;
  };

  const lookForServer = async (): Promise<Result<null>> => {
    const { serverUrl } = cell.now;
    const result = await reach({ serverUrl, token: null });
    if (cell.now.serverUrl === serverUrl && !cell.now.seat) cell.update({ connection: connectionAfter(result) });
    return result;
  };

  const change: Accounts['change'] = async (what) => {
    const result: Result<{ account: Account }> = await call(what as RestCall<'profile'>);
    if (!result.ok) return result;
    const { session } = cell.now;
    if (session) await keep({ ...session, account: result.value.account });
    return ok(result.value.account);
  };

  const test: Accounts['test'] = async (typed) => {
    const parsed = parseServerUrl(typed);
    if (!parsed.ok) return parsed;
    const begun = performance.now();
    const answer = await reach({ serverUrl: parsed.value, token: null });
    return answer.ok ? ok({ ms: performance.now() - begun }) : answer;
  };

  return {
    call,
    change,
    reach: lookForServer,
    test,
    async load() {
      stored = await readAccounts();
      const serverUrl = stored.serverUrl ?? defaultServer;
      cell.update({ serverUrl, session: stored.sessions[serverUrl] ?? null });
    },
    async signIn(what) {
      const result: Result<Session> = await call(what as RestCall<'guest'>);
      if (!result.ok) return result;
      cell.update({ farewell: null, problem: null });
      await keep(result.value);
      return ok(result.value.account);
    },
    async parties() {
      const answer = await call({ name: 'listParties' });
      return answer.ok ? ok(answer.value.parties) : answer;
    },
    async preview({ partyCode: code, serverUrl }) {
      const what = { name: 'previewParty', code } as const;
      const elsewhere = serverUrl !== null && serverUrl !== cell.now.serverUrl;
      const answer = await (elsewhere ? rest({ serverUrl, token: null }, what) : call(what));
      return answer.ok ? ok(answer.value.party) : answer;
    },
    forget: () => keep(null),
    async chooseServer(typed, parting) {
      const parsed = parseServerUrl(typed);
      if (!parsed.ok) return parsed;
      if (parsed.value === cell.now.serverUrl) return ok(null);
      const there = await test(parsed.value);
      if (!there.ok) return there;
      await parting?.();
      const session = stored.sessions[parsed.value] ?? null;
      stored = { ...stored, serverUrl: parsed.value };
      cell.update({ serverUrl: parsed.value, session, connection: { state: 'idle' }, problem: null });
      await writeAccounts(stored);
      return ok(null);
    },
  };
}

function connectionAfter(result: Result<unknown>) {
  if (result.ok) return { state: 'online', rttMs: null, boundMs: null } as const;
  const { code } = result.error;
  if (code === 'offline' || code === 'timeout') return { state: 'offline', nextTryAt: null } as const;
  if (code === 'client-too-old' || code === 'client-too-new') return { state: 'refused', error: result.error } as const;
  return { state: 'online', rttMs: null, boundMs: null } as const;
}
