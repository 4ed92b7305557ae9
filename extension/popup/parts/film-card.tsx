import { useEffect, useRef } from 'preact/hooks';
import { useStore } from 'zustand';
import { isSiteId, SITES } from '../../../shared/sites/index.ts';
import type { TabFilm } from '../../messaging/messages.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { StateMark } from '../../ui/parts/state-mark.tsx';
import { usePopup } from '../context.ts';
import { type FilmWords, filmIn, filmWithoutAddress } from '../film-words.ts';
import { toCreate } from '../intents.ts';
import { authStore } from '../stores/auth-store.ts';
import { useAsk } from '../use-ask.ts';
import { Card } from './card.tsx';
import { Trouble } from './trouble.tsx';

/** The film in this tab and the one button that starts a party with it; or, in words, why there is none. */
export function FilmCard({ film }: { film: TabFilm | null }) {
  const { act, tabId } = usePopup();
  const username = useStore(authStore, (s) => s.account?.username ?? '');
  const { busy, problem, run } = useAsk();
  const box = useRef<HTMLDivElement>(null);
  const words = film && filmIn(film);
  const startable = words !== null;
  useEffect(() => {
    if (startable && document.activeElement === document.body) box.current?.querySelector('button')?.focus();
  }, [startable]);

  if (!film) return <div class="pop-card pop-card-empty" />;
  const start = () => {
    if (tabId === null) return;
    void run(() => act(toCreate(tabId, film, username)));
  };
  const said = <Trouble of={problem} />;

  if (!words) {
    const site = film.siteId && film.siteId !== 'generic' && isSiteId(film.siteId) ? SITES[film.siteId].name : null;
    const nameless = filmWithoutAddress(film);
    const instead = site ? t('home.no-film-here', { site }) : t('home.no-film-sub');
    return (
      <Card>
        <div>
          <h2 class="wp-title">{nameless ? t('home.film-on', { site: nameless }) : t('home.no-film')}</h2>
          <p class="wp-sub">{nameless ? t('home.address-unfit') : instead}</p>
        </div>
        {said}
        {film.siteId === 'generic' && film.content && (
          <Button kind="quiet" size="s" busy={busy} onClick={start}>
            {t('home.start-anyway')}
          </Button>
        )}
      </Card>
    );
  }
  return (
    <Card>
      <FilmFacts {...words} />
      {said}
      <div class="pop-stretch" ref={box}>
        <Button kind="primary" busy={busy} onClick={start}>
          {busy ? t('home.starting') : t('home.start')}
        </Button>
      </div>
    </Card>
  );
}

/** Which film the tab shows. */
export const FilmFacts = ({ site, title, detail }: FilmWords) => (
  <>
    <p class="pop-eyebrow">
      <StateMark mark="round" />
      <span class="wp-name pop-light" title={t('home.in-this-tab', { site })}>
        {t('home.in-this-tab', { site })}
      </span>
    </p>
    <div>
      <h2 class="wp-title pop-two-lines" title={title}>
        {title}
      </h2>
      {detail && <p class="wp-sub">{detail}</p>}
    </div>
  </>
);
