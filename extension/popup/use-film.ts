import { useEffect, useState } from 'preact/hooks';
import { NO_FILM, type TabFilm } from '../messaging/messages.ts';
import { usePopup } from './context.ts';

/** What the tab shows. Null for the wink until the look is back. */
export function useFilm(): TabFilm | null {
  const { ask, tabId } = usePopup();
  const [film, setFilm] = useState<TabFilm | null>(null);
  useEffect(() => {
    if (tabId === null) return setFilm(NO_FILM);
    let wanted = true;
    void ask('popup:look-at-tab', { tabId }).then((result) => {
      if (wanted) setFilm(result.ok ? result.value : NO_FILM);
    });
    return () => {
      wanted = false;
    };
  }, [ask, tabId]);
  return film;
}
