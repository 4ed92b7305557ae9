import browser from 'webextension-polyfill';
import { createStore } from 'zustand/vanilla';

/**
 * How far somebody new has come: the services they have, a name, and then the start screen, which greets them once.
 * It outlives the popup, which a browser closes whenever the user looks away.
 */
export interface FirstRun {
  stage: 'services' | 'name' | 'done';
  /** Ticked before there was an account to keep them. */
  services: string[];
  /** Typed before there was an account: the browser's question may close the popup. */
  name: string;
  /** The invitation that the server was switched for: it outlives the screen it was pasted in. */
  link: string;
}

const KEY = 'firstRun';
const STAGES: readonly unknown[] = ['services', 'name', 'done'] satisfies FirstRun['stage'][];
const FRESH: FirstRun = { stage: 'services', services: [], name: '', link: '' };

export const firstRunStore = createStore<FirstRun>(() => FRESH);

/** Take over what an earlier popup kept; before the first paint. */
export function startFirstRun(stored: unknown): void {
  const kept = (typeof stored === 'object' && stored !== null ? stored : {}) as Partial<FirstRun>;
  const services = Array.isArray(kept.services) ? kept.services.filter((one) => typeof one === 'string') : [];
  firstRunStore.setState({
    stage: STAGES.includes(kept.stage) ? (kept.stage as FirstRun['stage']) : 'services',
    services,
    name: typeof kept.name === 'string' ? kept.name : '',
    link: typeof kept.link === 'string' ? kept.link : '',
  });
}

export const readFirstRun = async (): Promise<unknown> => (await browser.storage.local.get(KEY))[KEY];

/** One step on. */
export function proceed(change: Partial<FirstRun>): void {
  firstRunStore.setState(change);
  void browser.storage.local.set({ [KEY]: firstRunStore.getState() });
}

/** They are in: nothing of the way needs to be kept. */
export function arrive(): void {
  const { stage, name, link } = firstRunStore.getState();
  if (stage !== 'done' || name || link) proceed({ stage: 'done', name: '', link: '' });
}
