import { createStore } from 'zustand/vanilla';
import type { AppView } from '../../messaging/party-view.ts';
import { authStore } from './auth-store.ts';

/** The party we are in, and what is on the way there. A mirror: nothing is decided here. */
export type PartyStoreState = Pick<AppView, 'party' | 'pending' | 'problem'> & {
  /** Has anything been said yet? */
  known: boolean;
};

export const partyStore = createStore<PartyStoreState>(() => ({
  party: null,
  pending: null,
  problem: null,
  known: false,
}));

/** Take over what the background pushed, whole. */
export function mirrorView(view: AppView): void {
  const { account, serverUrl, connection, farewell, party, pending, problem } = view;
  authStore.setState({ account, serverUrl, connection, farewell });
  partyStore.setState({ party, pending, problem, known: true });
}

/** The view as one, for those who choose a screen. */
export function mirroredView(): AppView | null {
  const { known, ...party } = partyStore.getState();
  return known ? { ...authStore.getState(), ...party } : null;
}
