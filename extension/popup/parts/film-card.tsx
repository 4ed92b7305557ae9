import { useEffect, useRef } from 'preact/hooks';
import { useStore } from 'zustand';
import { PARTY_NAME_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import { isSiteId, SITES } from '../../../shared/sites/index.ts';
import type { TabFilm } from '../../messaging/messages.ts';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { StateMark } from '../../ui/parts/state-mark.tsx';
import { usePopup } from '../context.ts';
import { filmWords, namelessFilm } from '../film-words.ts';
import { authStore } from '../stores/auth-store.ts';
import { useAsk } from '../use-ask.ts';
import { Card } from './card.tsx';

/** The film in this tab and the one button that starts a party with it; or, in words, why there is none. */
export function FilmCard({ film }: { film: TabFilm | null }) {
  const { act, tabId } = usePopup();
  const username = useStore(authStore, (s) => s.account?.username ?? '');
  const { busy, problem, run } = useAsk();
  const box = useRef<HTMLDivElement>(null);
  const shows = film?.content && (film.siteId !== 'generic' || film.hasVideo) ? film.content : null;
  const startable = shows !== null || (film !== null && namelessFilm(film) !== '');
  useEffect(() => {
    if (startable && document.activeElement === document.body) box.current?.querySelector('button')?.focus();
  }, [startable]);

  if (!film) return <div class="pop-card pop-card-empty" />;
  const start = () => {
    if (tabId === null) return;
    const name = t('home.party-of', { name: username }).slice(0, PARTY_NAME_MAX_CHARS);
    const { origins } = film;
    void run(() => act({ kind: 'create', tabId, name, origins, ...(film.content ? { content: film.content } : {}) }));
  };
  const trouble = problem && problem.fields?.[0] !== 'permission' ? errorWords(problem) : null;
  const denied = problem?.fields?.[0] === 'permission' ? t('permission.denied') : null;
  const said = (denied ?? trouble) && (
    <p class="wp-problem" role="alert">
      {denied ?? trouble}
    </p>
  );

  const nameless = namelessFilm(film);
  if (!shows && !nameless) {
    const site = film.siteId && film.siteId !== 'generic' && isSiteId(film.siteId) ? SITES[film.siteId].name : null;
    return (
      <Card>
        <div>
          <h2 class="wp-title">{t('home.no-film')}</h2>
          <p class="wp-sub">{site ? t('home.no-film-here', { site }) : t('home.no-film-sub')}</p>
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
  const { site, title, detail } = shows
    ? filmWords(shows)
    : { site: nameless, title: t('home.film-on', { site: nameless }), detail: '' };
  return (
    <Card>
      <p class="pop-eyebrow" title={site}>
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
      {said}
      <div class="pop-stretch" ref={box}>
        <Button kind="primary" busy={busy} onClick={start}>
          {busy ? t('home.starting') : t('home.start')}
        </Button>
      </div>
    </Card>
  );
}
