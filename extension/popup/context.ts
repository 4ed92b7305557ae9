import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PartySummary } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/protocol/errors.ts';
import type { PendingIntent } from '../messaging/party-view.ts';
import type { Ask } from './background-link.ts';
import type { Wish } from './screen.ts';

/** What every screen may use. */
export interface PopupContext {
  ask: Ask;
  /** The tab that the popup is about; null if there is none. */
  tabId: number | null;
  /** The popup of the toolbar button, not the same page opened as a tab. */
  inToolbar: boolean;
  /** @param about the party that the next screen is about (`planned`) */
  go(wish: Wish, about?: PartySummary): void;
  about: PartySummary | null;
  /** Permission and action in one; call it in the click itself. */
  act(intent: Omit<PendingIntent, 'at'>): Promise<Result<null>>;
}

const Context = createContext<PopupContext | null>(null);
export const PopupProvider = Context.Provider;

export function usePopup(): PopupContext {
  const context = useContext(Context);
  if (!context) throw new Error('outside of the popup');
  return context;
}
