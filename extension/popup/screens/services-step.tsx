import { useState } from 'preact/hooks';
import { useStore } from 'zustand';
import { LISTED_SITES } from '../../../shared/sites/index.ts';
import type { TabFilm } from '../../messaging/messages.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { filmIn } from '../film-words.ts';
import { Foot } from '../parts/foot.tsx';
import { Frame } from '../parts/frame.tsx';
import { ServiceChips } from '../parts/service-chips.tsx';
import { Steps } from '../parts/steps.tsx';
import { firstRunStore, proceed } from '../stores/first-run-store.ts';
import { useFilm } from '../use-film.ts';
import { useFirstFocus } from '../use-first-focus.ts';
import { Welcome } from './welcome.tsx';

/** The first thing that somebody new is asked: what they can watch. Nothing is asked of the browser yet. */
export function ServicesStep() {
  const film = useFilm();
  // Who comes with an invitation wants in: a name is enough, services have time.
  if (film?.invite) return <Welcome />;
  return <Frame foot={<Foot />}>{film ? <Choice film={film} /> : <div class="pop-blank" />}</Frame>;
}

function Choice({ film }: { film: TabFilm }) {
  const kept = useStore(firstRunStore, (s) => s.services);
  const here = LISTED_SITES.some(({ id }) => id === film.siteId) ? [film.siteId as string] : [];
  const [chosen, setChosen] = useState(kept.length > 0 ? kept : here);
  const box = useFirstFocus();
  return (
    <>
      <div>
        <Steps step={1} film={filmIn(film) !== null} />
        <h2 class="pop-headline">{t('first.services')}</h2>
        <p class="wp-sub">{t('first.services-sub')}</p>
      </div>
      <ServiceChips chosen={chosen} label={t('first.services')} onChange={setChosen} />
      <div class="pop-stretch" ref={box}>
        <Button kind="primary" onClick={() => proceed({ stage: 'name', services: chosen })}>
          {t('first.continue')}
        </Button>
      </div>
    </>
  );
}
