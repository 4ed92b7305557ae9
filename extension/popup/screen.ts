import type { AppView } from '../messaging/party-view.ts';

/** Where the user wants to be; the state of the world may have it otherwise. */
export type Wish = 'start' | 'settings' | 'diagnostics' | 'party-settings';

export type Screen =
  | 'blank'
  | 'version'
  | 'farewell'
  | 'welcome'
  | 'permission'
  | 'home'
  | 'party'
  | 'party-settings'
  | 'settings'
  | 'diagnostics';

const VERSION_CODES = new Set(['client-too-old', 'client-too-new']);

/** Does the server's version keep us out? */
export const versionTrouble = (view: AppView): 'client-too-old' | 'client-too-new' | null => {
  const error = view.connection.state === 'refused' ? view.connection.error : view.problem;
  return error && VERSION_CODES.has(error.code) ? (error.code as 'client-too-old' | 'client-too-new') : null;
};

/**
 * One question a screen.
 * @param view null until the background or storage has spoken
 * @param acting this popup is just carrying out what was pressed: stay where the button is
 */
export function screenFor(view: AppView | null, wish: Wish, acting: boolean): Screen {
  if (!view) return 'blank';
  if (wish === 'settings' || wish === 'diagnostics') return wish;
  if (versionTrouble(view)) return 'version';
  if (view.farewell && view.farewell !== 'signed-out') return 'farewell';
  if (!view.account) return 'welcome';
  if (view.pending && !acting) return 'permission';
  if (view.party) return wish === 'party-settings' ? 'party-settings' : 'party';
  return 'home';
}
