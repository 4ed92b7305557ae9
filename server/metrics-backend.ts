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
    pictures: timed(store.pictures, 'pictures', note),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}

/** The same live state, each answer timed. */
export const timedLive = (live: LiveState, note: Note): LiveState => timed(live, 'live', note);

/** Hands out the very promise it was given: a caller waits not one turn longer for being timed. */
function timed<T extends object>(target: T, part: string, note: Note): T {
  const wrapped = new Map<unknown, unknown>();
  const wrap = (work: (...args: unknown[]) => unknown, key: string) => {
    const took = note(part, key);
    return (...args: unknown[]) => {
      const begun = performance.now();
      const answer = work.apply(target, args);
      if (answer instanceof Promise) {
        answer.then(
          () => took(false, performance.now() - begun),
          () => took(true, performance.now() - begun),
        );
      }
      return answer;
    };
  };
  return new Proxy(target, {
    get(inner, key) {
      const found: unknown = Reflect.get(inner, key, inner);
      if (typeof found !== 'function') return found;
      // By the function, not by its name: a test may put another in its place.
      const known = wrapped.get(found);
      if (known) return known;
      const fresh = wrap(found as () => unknown, String(key));
      wrapped.set(found, fresh);
      return fresh;
    },
  });
}
