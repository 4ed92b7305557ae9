import browser from 'webextension-polyfill';
import { ok, type Result } from '../../shared/protocol/errors.ts';
import type { PendingIntent } from '../messaging/party-view.ts';
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

export function createPendingRunner(cell: StateCell, parties: Parties): PendingRunner {
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
    const result = await run(intent);
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
