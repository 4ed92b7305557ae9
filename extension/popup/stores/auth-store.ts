import { createStore } from 'zustand/vanilla';
import type { AppView } from '../../messaging/party-view.ts';

/** Who is signed in where, as the background last said. A mirror: nothing is decided here. */
export type AuthState = Pick<AppView, 'account' | 'serverUrl' | 'connection' | 'farewell'>;

export const authStore = createStore<AuthState>(() => ({
  account: null,
  serverUrl: '',
  connection: { state: 'idle' },
  farewell: null,
}));
