/** @returns told when this method of a part answered or failed, and how long it took, ms */
export type Note = (part: string, method: string) => (failed: boolean, ms: number) => void;

/** Times what is asked of Redis; hands out the very promise it was given. */
export type Timing = <T>(method: string, work: Promise<T>) => Promise<T>;

export const untimed: Timing = (_, work) => work;

/** A timing before anybody listens: Redis is connected before the metrics are made. */
export function lateTiming(): { timing: Timing; listen(note: Note): void } {
  const told = new Map<string, ReturnType<Note>>();
  let note: Note | null = null;
  const tell = (method: string, failed: boolean, ms: number) => {
    if (!note) return;
    const known = told.get(method) ?? note('redis', method);
    told.set(method, known);
    known(failed, ms);
  };
  return {
    timing(method, work) {
      const begun = performance.now();
      work.then(
        () => tell(method, false, performance.now() - begun),
        () => tell(method, true, performance.now() - begun),
      );
      return work;
    },
    listen(listener) {
      note = listener;
    },
  };
}
