import { recall, remember } from './stored.ts';

/** What one likes of chat and reactions, on every site. */
export interface ChatSettings {
  /** Words about later scenes wait behind a veil. */
  veil: boolean;
  /** Reactions show at the scene they were made at, also when one comes to it later. */
  replays: boolean;
}

export const USUAL: ChatSettings = { veil: true, replays: true };

const KEY = 'chat-settings';

/** What was chosen last, field by field; the usual where nothing was. */
export async function recallChatSettings(): Promise<ChatSettings> {
  const { veil, replays } = ((await recall(KEY)) ?? {}) as Partial<Record<keyof ChatSettings, unknown>>;
  return {
    veil: typeof veil === 'boolean' ? veil : USUAL.veil,
    replays: typeof replays === 'boolean' ? replays : USUAL.replays,
  };
}

export const rememberChatSettings = (settings: ChatSettings): Promise<void> => remember(KEY, settings);
