import { useEffect, useState } from 'preact/hooks';
import type { TabFilm } from '../messaging/messages.ts';
import { usePopup } from './context.ts';

const NOTHING: TabFilm = {
  url: null,
  siteId: null,
  origins: [],
  frameOrigins: [],
  content: null,
  hasVideo: false,
  invite: null,
};

/** What the tab shows. Null for the wink until the look is back. */
export function useFilm(): TabFilm | null {
  const { ask, tabId } = usePopup();
  const [film, setFilm] = useState<TabFilm | null>(null);
  useEffect(() => {
    if (tabId === null) return setFilm(NOTHING);
    let wanted = true;
    void ask('popup:look-at-tab', { tabId }).then((result) => {
      if (wanted) setFilm(result.ok ? result.value : NOTHING);
    });
    return () => {
      wanted = false;
    };
  }, [ask, tabId]);
  return film;
}
