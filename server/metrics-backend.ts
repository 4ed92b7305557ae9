import type { LiveState } from './live/live-state.ts';
import type { Metrics } from './metrics.ts';
import type { Store } from './store/store.ts';

type Note = Metrics['backend'];

/** The same store, each answer timed. */
export function timedStore(store: Store, note: Note): Store {
  return {
    users: timed(store.users, 'users', note),
    parties: timed(store.parties, 'parties', note),
    chat: timed(store.chat, 'chat', note),
    reactions: timed(store.reactions, 'reactions', note),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}

/** The same live state, each answer timed. */
export const timedLive = (live: LiveState, note: Note): LiveState => timed(live, 'live', note);

/** Hands out the very promise it was given: a caller waits not one turn longer for being timed. */
function timed<T extends object>(target: T, part: string, note: Note): T {
  return new Proxy(target, {
    get(inner, key) {
      const found: unknown = Reflect.get(inner, key, inner);
      if (typeof found !== 'function') return found;
      return (...args: unknown[]) => {
        const begun = performance.now();
        const answer: unknown = Reflect.apply(found, inner, args);
        if (answer instanceof Promise) {
          const end = (failed: boolean) => () => note(part, String(key), failed, performance.now() - begun);
          answer.then(end(false), end(true));
        }
        return answer;
      };
    },
  });
}
