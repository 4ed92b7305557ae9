import { useEffect, useState } from 'preact/hooks';
import { NO_FILM, type TabFilm } from '../messaging/messages.ts';
import { usePopup } from './context.ts';

/** A page takes its time to put its player in. */
const LOOK_AGAIN_MS = 1_000;

/**
 * What the tab shows. Null for the wink until the look is back.
 * @param untilFramed look again until there is a frame that the film may be in
 */
export function useFilm(untilFramed = false): TabFilm | null {
  const { ask, tabId } = usePopup();
  const [film, setFilm] = useState<TabFilm | null>(null);
  useEffect(() => {
    if (tabId === null) return setFilm(NO_FILM);
    let wanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const result = await ask('popup:look-at-tab', { tabId });
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
