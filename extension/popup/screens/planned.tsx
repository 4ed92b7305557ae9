import { useState } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { filmWords } from '../film-words.ts';
import { toJoin } from '../intents.ts';
import { DateField } from '../parts/date-field.tsx';
import { SubFrame } from '../parts/frame.tsx';
import { InviteBox } from '../parts/invite-box.tsx';
import { RemindToggle } from '../parts/remind-toggle.tsx';
import { SureButton } from '../parts/sure-button.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useAsk } from '../use-ask.ts';
import { type DateSlip, dateSlip, fromField, fullWhen, slipOf, toField } from '../when.ts';

/** A party that is still to come: when, how to invite, and what its host may change about it. */
export function Planned() {
  const { ask, act, go, about, tabId } = usePopup();
  const [date, setDate] = useState(() => (about?.startsAt ? toField(about.startsAt) : ''));
  const [slip, setSlip] = useState<DateSlip | null>(null);
  const { busy, problem, run } = useAsk();
  if (!about) return <div class="pop-blank" />;
  const { partyCode, inviteUrl, name, content, hostName, isHost, startsAt } = about;
  const film = content && filmWords(content);
  const typed = fromField(date);
  const changed = startsAt !== null && typed !== null && toField(startsAt) !== date;
  const move = async (event: Event) => {
    event.preventDefault();
    const wrong = dateSlip(typed, Date.now());
    setSlip(wrong);
    if (typed === null || wrong || busy || !changed) return;
    const done = await run(() => ask('popup:change-date', { partyCode, startsAt: typed }));
    if (done === null) go('planned', { ...about, startsAt: typed });
  };
  const enter = () => {
    if (tabId !== null) void run(() => act(toJoin(tabId, about)));
  };
  const callOff = () =>
    void run(async () => {
      const ended = await ask('popup:end-party', { partyCode });
      if (ended.ok) go('start');
      return ended;
    });
  return (
    <SubFrame title={name} onBack={() => go('start')}>
      <div>
        {startsAt !== null && (
          <h2 class="wp-title">
            <time dateTime={new Date(startsAt).toISOString()}>{fullWhen(startsAt)}</time>
          </h2>
        )}
        <p class="wp-sub pop-two-lines">
          {[
            film ? [film.title, film.site].filter(Boolean).join(' · ') : t('join.film-none'),
            t('home.by', { name: hostName }),
          ].join(' · ')}
        </p>
      </div>
      <InviteBox partyCode={partyCode} inviteUrl={inviteUrl} name={name} copyKind="primary" />
      <Trouble of={!slipOf(problem) && problem} />
      <div class="pop-stretch">
        <a class="wp-button wp-button-plain" href={`${inviteUrl}/party.ics`} target="_blank" rel="noopener noreferrer">
          {t('schedule.calendar')}
        </a>
        <Button busy={busy} onClick={enter}>
          {t('schedule.go-in')}
        </Button>
      </div>
      <RemindToggle />
      {isHost && (
        <form class="pop-section pop-last" onSubmit={(event) => void move(event)} noValidate>
          <DateField value={date} onInput={setDate} slip={slip ?? slipOf(problem)} />
          {changed && (
            <Button type="submit" busy={busy}>
              {t('schedule.move')}
            </Button>
          )}
          <SureButton words={t('schedule.call-off')} sure={t('schedule.call-off-sure')} onSure={callOff} />
        </form>
      )}
    </SubFrame>
  );
}
