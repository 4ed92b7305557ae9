import { useCallback, useState } from 'preact/hooks';
import type { Result, WireError } from '../../shared/protocol/errors.ts';

/** One request at a time with what came of it: for buttons that are busy and problems that are shown. */
export function useAsk(): {
  busy: boolean;
  problem: WireError | null;
  run<T>(work: () => Promise<Result<T>>): Promise<T | null>;
  clear(): void;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<WireError | null>(null);
  const run = useCallback(async <T>(work: () => Promise<Result<T>>): Promise<T | null> => {
    setBusy(true);
    setProblem(null);
    const result = await work();
    setBusy(false);
    if (result.ok) return result.value;
    setProblem(result.error);
    return null;
  }, []);
  return { busy, problem, run, clear: useCallback(() => setProblem(null), []) };
}
