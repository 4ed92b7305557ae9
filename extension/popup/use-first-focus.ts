import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * For what comes to be answered: the first button in it has the focus once it is there, and Enter is the answer.
 * @param wanted false where Enter would be too quick an answer
 */
export function useFirstFocus(wanted = true): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted) box.current?.querySelector('button')?.focus();
  }, []);
  return box;
}
