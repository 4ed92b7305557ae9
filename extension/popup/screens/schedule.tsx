import { useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { useStore } from 'zustand';
import { cleanText } from '../../../shared/protocol/clean-text.ts';
import { PARTY_NAME_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import { readHabits } from '../../messaging/preferences.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { Field } from '../../ui/parts/field.tsx';
import { Toggle } from '../../ui/parts/toggle.tsx';
import { usePopup } from '../context.ts';
import { filmWords } from '../film-words.ts';
import { DateField } from '../parts/date-field.tsx';
import { SubFrame } from '../parts/frame.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { authStore } from '../stores/auth-store.ts';
import { useAsk } from '../use-ask.ts';
import { useFilm } from '../use-film.ts';
import { type DateSlip, dateSlip, fromField, nextEvening, slipOf, toField } from '../when.ts';

/** A party for another day: name, date, and the film in this tab if one wants. */
export function Schedule() {
  const { ask, go } = usePopup();
  const username = useStore(authStore, (s) => s.account?.username ?? '');
  const film = useFilm();
  const [name, setName] = useState(t('home.party-of', { name: username }).slice(0, PARTY_NAME_MAX_CHARS));
  const [date, setDate] = useState(() => toField(nextEvening(Date.now())));
  const [withFilm, setWithFilm] = useState(true);
  const [slip, setSlip] = useState<'name' | DateSlip | null>(null);
  const { busy, problem, run } = useAsk();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.select(), []);
  const shown = film?.content && (film.siteId !== 'generic' || film.hasVideo) ? film.content : null;

  const submit = async (event: Event) => {
    event.preventDefault();
    const startsAt = fromField(date);
    const wrong = cleanText(name) ? dateSlip(startsAt, Date.now()) : 'name';
    setSlip(wrong);
    if (wrong || busy) return;
    const { waitFor } = await readHabits(browser.storage.local);
    const made = await run(() =>
      ask('popup:schedule', { name: cleanText(name), startsAt, content: withFilm ? shown : null, waitFor }),
    );
    if (made) go('planned', made);
  };
  return (
    <SubFrame title={t('schedule.title')} onBack={() => go('start')}>
      <form class="pop-form" onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={t('party.name')}
          showLabel
          value={name}
          maxLength={PARTY_NAME_MAX_CHARS}
          inputRef={first}
          onInput={(event) => setName(event.currentTarget.value)}
          {...(slip === 'name' ? { problem: t('schedule.name-needed') } : {})}
        />
        <DateField
          value={date}
          onInput={setDate}
          slip={slip === 'name' ? null : (slip ?? slipOf(problem))}
          hint={t('schedule.when-hint')}
        />
        {shown && (
          <Toggle
            label={t('schedule.with-film')}
            hint={filmWords(shown).title}
            checked={withFilm}
            onChange={setWithFilm}
          />
        )}
        <Trouble of={!slipOf(problem) && problem} />
        <Button kind="primary" type="submit" busy={busy}>
          {t('schedule.plan')}
        </Button>
      </form>
    </SubFrame>
  );
}
