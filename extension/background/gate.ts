/** Open while something holds (here: we are in the room); whoever needs it waits for it with a limit. */
export interface Gate {
  readonly isOpen: boolean;
  open(): void;
  shut(): void;
  /** @returns false if it did not open within `ms`, or if the signal ended the wait */
  wait(ms: number, signal?: AbortSignal): Promise<boolean>;
}

export function createGate(): Gate {
  let isOpen = false;
  const waiting = new Set<() => void>();
  return {
    get isOpen() {
      return isOpen;
    },
    open() {
      isOpen = true;
      for (const go of waiting) go();
    },
    shut() {
      isOpen = false;
    },
    wait(ms, signal) {
      if (isOpen) return Promise.resolve(true);
      if (signal?.aborted) return Promise.resolve(false);
      return new Promise((settle) => {
        const end = (opened: boolean) => {
          clearTimeout(timer);
          waiting.delete(go);
          signal?.removeEventListener('abort', stop);
          settle(opened);
        };
        const go = () => end(true);
        const stop = () => end(false);
        const timer = setTimeout(stop, ms);
        waiting.add(go);
        signal?.addEventListener('abort', stop);
      });
    },
  };
}
