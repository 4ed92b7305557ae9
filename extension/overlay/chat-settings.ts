/** What one likes of chat and reactions, on every site. */
export interface ChatSettings {
  /** Words about later scenes wait behind a veil. */
  veil: boolean;
  /** Reactions show at the scene they were made at, also when one comes to it later. */
  replays: boolean;
}

export const USUAL: ChatSettings = { veil: true, replays: true };

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}
interface Api {
  storage?: { local?: Area };
}

/** The extension's own storage; absent in the gallery and in tests, and gone after an update of the extension. */
function area(): Area | undefined {
  const api = globalThis as { browser?: Api; chrome?: Api };
  return (api.browser ?? api.chrome)?.storage?.local;
}

const KEY = 'chat-settings';

/** What was chosen last, field by field; the usual where nothing was. */
export async function recallChatSettings(): Promise<ChatSettings> {
  const stored = await area()
    ?.get(KEY)
    .catch((): Record<string, unknown> => ({}));
  const { veil, replays } = (stored?.[KEY] ?? {}) as Partial<Record<keyof ChatSettings, unknown>>;
  return {
    veil: typeof veil === 'boolean' ? veil : USUAL.veil,
    replays: typeof replays === 'boolean' ? replays : USUAL.replays,
  };
}

/** A choice that can't be remembered still holds for this page. */
export const rememberChatSettings = async (settings: ChatSettings): Promise<void> =>
  area()
    ?.set({ [KEY]: settings })
    .catch(() => undefined);
