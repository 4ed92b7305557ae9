import { useRef } from 'preact/hooks';

/** The same words again within this time are no news: what flaps would be read out each time, ms. */
const REPEAT_MS = 20_000;

interface Said {
  lastSeen: number;
  there: boolean;
  spoken: boolean;
}

/**
 * Heard, not seen: a state, read out when it comes, but not again and again while it comes and goes.
 * @param now monotonic, ms
 */
export function HeardState({ words, now }: { words: string | null; now: number }) {
  const kept = useRef(new Map<string, Said>());
  for (const [line, said] of kept.current) {
    if (line === words) continue;
    said.there = false;
    if (now - said.lastSeen > REPEAT_MS) kept.current.delete(line);
  }
  if (words === null) return null;
  const before = kept.current.get(words);
  const spoken = before === undefined || (before.there ? before.spoken : now - before.lastSeen > REPEAT_MS);
  kept.current.set(words, { lastSeen: now, there: true, spoken });
  return spoken ? <p key={words}>{words}</p> : null;
}
