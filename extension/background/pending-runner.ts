import browser from 'webextension-polyfill';
import { ok, type Result } from '../../shared/protocol/errors.ts';
import type { PendingIntent } from '../messaging/party-view.ts';
import type { Accounts } from './accounts.ts';
import type { Parties } from './parties.ts';
import { isFresh } from './pending.ts';
import type { StateCell } from './state.ts';
import { clearPending, readPending } from './storage.ts';

export interface PendingRunner {
  /** Runs what the user asked for, once, if the permission for it is there. Both the popup and `onAdded` call this. */
  resume(): Promise<Result<null>>;
  cancel(): Promise<void>;
  /** The popup wrote or removed an intent. */
  show(): Promise<void>;
}

export function createPendingRunner(cell: StateCell, accounts: Accounts, parties: Parties): PendingRunner {
  let running: Promise<Result<null>> | null = null;

  const run = (intent: PendingIntent): Promise<Result<null>> => {
    switch (intent.kind) {
      case 'create':
        return parties.create(intent);
      case 'join':
        return parties.join(intent);
      case 'open-film':
        return parties.openFilm(intent.tabId);
    }
  };

  /** Only now: who does not allow what it takes leaves no name at the server. */
  const enter = async ({ guest, serverUrl }: PendingIntent): Promise<Result<unknown>> => {
    if (!guest || cell.now.session) return ok(null);
    if (serverUrl) {
      const chosen = await accounts.chooseServer(serverUrl);
      // Known there already: nobody new.
      if (!chosen.ok || cell.now.session) return chosen;
    }
    const { name, streamingServices } = guest;
    const entered = await accounts.signIn({ name: 'guest', body: { name } });
    if (entered.ok && streamingServices.length > 0)
      await accounts.change({ name: 'services', body: { streamingServices } });
    return entered;
  };

  const once = async (): Promise<Result<null>> => {
    const intent = await readPending();
    if (!intent) return ok(null);
    if (!isFresh(intent, Date.now())) {
      await clearPending();
      cell.update({ pending: null });
      return ok(null);
    }
    const { origins } = intent;
    if (origins.length > 0 && !(await browser.permissions.contains({ origins }))) return ok(null);
    cell.update({ pending: intent, problem: null });
    await clearPending();
    const entered = await enter(intent);
    const result = entered.ok ? await run(intent) : entered;
    cell.update({ pending: null, problem: result.ok ? null : result.error });
    return result;
  };

  return {
    resume() {
      running ??= once().finally(() => {
        running = null;
      });
      return running;
    },
    async cancel() {
      await clearPending();
      cell.update({ pending: null });
    },
    async show() {
      if (running) return;
      const intent = await readPending();
      cell.update({ pending: intent && isFresh(intent, Date.now()) ? intent : null });
    },
  };
}
