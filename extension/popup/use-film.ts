import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { NO_FILM, type TabFilm } from '../messaging/messages.ts';
import { usePopup } from './context.ts';
import { type EarlyLook, takeEarlyLook } from './early-look.ts';

/** A page takes its time to put its player in. */
const LOOK_AGAIN_MS = 1_000;

/**
 * What the tab shows. Null for the wink until the look is back.
 * @param untilFramed look again until there is a frame that the film may be in
 */
export function useFilm(untilFramed = false): TabFilm | null {
  const { ask, tabId } = usePopup();
  const early = useRef<EarlyLook | null | undefined>(undefined);
  if (early.current === undefined) early.current = tabId === null ? null : takeEarlyLook(tabId);
  const [film, setFilm] = useState<TabFilm | null>(early.current?.film ?? null);
  // Before the paint, which need not be waited for with a question.
  useLayoutEffect(() => {
    if (tabId === null) return setFilm(NO_FILM);
    let wanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const begun = await early.current?.answer;
      early.current = null;
      // The worker may have been stopped under the early one.
      const result = begun?.ok ? begun : await ask('popup:look-at-tab', { tabId });
      if (!wanted) return;
      const seen = result.ok ? result.value : NO_FILM;
      setFilm(seen);
      if (untilFramed && seen.frameOrigins.length === 0) again = setTimeout(look, LOOK_AGAIN_MS);
    };
    void look();
    return () => {
      wanted = false;
      clearTimeout(again);
    };
  }, [ask, tabId, untilFramed]);
  return film;
}
