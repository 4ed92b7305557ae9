import type { AppView } from '../messaging/party-view.ts';
import type { FirstRun } from './stores/first-run-store.ts';

/** Where the user wants to be; the state of the world may have it otherwise. */
export type Wish = 'start' | 'schedule' | 'planned' | 'settings' | 'picture' | 'diagnostics' | 'party-settings';

export type Screen =
  | 'blank'
  | 'version'
  | 'farewell'
  | 'services'
  | 'welcome'
  | 'permission'
  | 'home'
  | 'schedule'
  | 'planned'
  | 'party'
  | 'party-settings'
  | 'settings'
  | 'picture'
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
 * @param stage how far somebody new has come
 * @param acting this popup is just carrying out what was pressed: stay where the button is
 */
export function screenFor(view: AppView | null, wish: Wish, acting: boolean, stage: FirstRun['stage']): Screen {
  if (!view) return 'blank';
  if (wish === 'settings' || wish === 'diagnostics') return wish;
  if (versionTrouble(view)) return 'version';
  if (view.farewell && view.farewell !== 'signed-out') return 'farewell';
  // Whose name goes to the server together with the wish (`guest`) has no account until then, and stays where they typed it.
  const entering = view.pending?.guest !== undefined && !view.party;
  if (entering && !acting) return 'permission';
  if (!view.account || entering) return stage === 'services' && view.farewell === null ? 'services' : 'welcome';
  if (wish === 'picture') return wish;
  if (view.pending && !acting) return 'permission';
  if (view.party) return wish === 'party-settings' ? 'party-settings' : 'party';
  return wish === 'schedule' || wish === 'planned' ? wish : 'home';
}
