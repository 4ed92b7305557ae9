import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from 'zustand';
import { readInvite } from '../../../shared/party/invite.ts';
import type { PartyPreview } from '../../../shared/protocol/api.ts';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { Field } from '../../ui/parts/field.tsx';
import { usePopup } from '../context.ts';
import { filmIn } from '../film-words.ts';
import { FilmCard } from '../parts/film-card.tsx';
import { Foot } from '../parts/foot.tsx';
import { Frame, Self } from '../parts/frame.tsx';
import { JoinCard, OtherServerCard } from '../parts/join-card.tsx';
import { PartyList } from '../parts/party-list.tsx';
import { ServerAway } from '../parts/server-away.tsx';
import { Steps } from '../parts/steps.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { authStore } from '../stores/auth-store.ts';
import { arrive, firstRunStore, proceed } from '../stores/first-run-store.ts';
import { partyStore } from '../stores/party-store.ts';
import { useAsk } from '../use-ask.ts';
import { useFilm } from '../use-film.ts';

type Invitation =
  | { kind: 'here'; party: PartyPreview }
  | { kind: 'other-server'; serverUrl: string; link: string }
  | null;

/** The film in this tab with one button; a code or link; my parties; the server's state at the foot. */
export function Home() {
  const { ask, inToolbar, go } = usePopup();
  const film = useFilm();
  const serverUrl = useStore(authStore, (s) => s.serverUrl);
  const online = useStore(authStore, (s) => s.connection.state === 'online');
  const problem = useStore(partyStore, (s) => s.problem);
  const [code, setCode] = useState('');
  const [unreadable, setUnreadable] = useState(false);
  const [invitation, setInvitation] = useState<Invitation>(null);
  // An invitation that the server was switched for, here or on the way in.
  const [link, setLink] = useState(firstRunStore.getState().link);
  const close = () => {
    setInvitation(null);
    setLink('');
  };
  const preview = useAsk();
  // Step 3 of the way in is this screen, once, with a greeting.
  const [fresh] = useState(firstRunStore.getState().stage === 'name');
  useEffect(arrive, [serverUrl]);
  const name = useStore(authStore, (s) => s.account?.username ?? '');
  const field = useRef<HTMLInputElement>(null);
  const hasFilm = film !== null && filmIn(film) !== null;

  // Pressing the toolbar button shows us every page but those that are closed to extensions.
  const blank = inToolbar && film?.url === null;

  const look = async (codeOrLink: string) => {
    const invite = readInvite(codeOrLink);
    setUnreadable(invite === null);
    if (!invite) return;
    if (invite.serverUrl && invite.serverUrl !== serverUrl)
      return setInvitation({ kind: 'other-server', serverUrl: invite.serverUrl, link: codeOrLink });
    const party = await preview.run(() => ask('popup:preview', { codeOrLink }));
    if (party) setInvitation({ kind: 'here', party });
  };
  const invited = link || (film?.invite ? film.url : null);
  useEffect(() => {
    if (invited) void look(invited);
    else if (film && !hasFilm && document.activeElement === document.body) field.current?.focus();
  }, [invited, serverUrl, film]);
  // A server that was away when the popup was opened is back.
  useEffect(() => {
    const away = preview.problem?.code === 'offline' || preview.problem?.code === 'timeout';
    if (online && invited && away) void look(invited);
  }, [online]);

  // Nothing below the film is shown before its height is known: it would jump away under the hand that goes for it.
  if (!film)
    return (
      <Frame aside={<Self />} foot={<Foot />}>
        <FilmCard film={null} />
      </Frame>
    );
  return (
    <Frame aside={<Self />} foot={<Foot />}>
      {fresh && !invited && (
        <div>
          {!hasFilm && <Steps step={3} />}
          <h2 class="pop-headline">{t('first.ready', { name })}</h2>
          <p class="wp-sub">{hasFilm ? t('first.ready-film') : t('first.ready-sub')}</p>
        </div>
      )}
      <ServerAway />
      <Trouble of={problem} />
      {invitation?.kind === 'here' && <JoinCard party={invitation.party} blank={blank} onCancel={close} />}
      {invitation?.kind === 'other-server' && (
        <OtherServerCard
          serverUrl={invitation.serverUrl}
          onCancel={close}
          onSwitch={() => {
            // Whoever has no name there yet goes on at the welcome screen.
            proceed({ link: invitation.link });
            setLink(invitation.link);
          }}
        />
      )}
      {!invitation && (
        <>
          {!invited && <FilmCard film={film} />}
          <form
            class="pop-code-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (!preview.busy) void look(code);
            }}
          >
            <div class="wp-grow">
              <Field
                label={t('home.code')}
                mono
                value={code}
                autoComplete="off"
                spellcheck={false}
                inputRef={field}
                onInput={(event) => {
                  setCode(event.currentTarget.value);
                  setUnreadable(false);
                  preview.clear();
                }}
                {...(unreadable
                  ? { problem: t('home.code-unreadable') }
                  : preview.problem
                    ? { problem: errorWords(preview.problem) }
                    : {})}
              />
            </div>
            <Button type="submit" busy={preview.busy}>
              {t('home.join')}
            </Button>
          </form>
          <button type="button" class="pop-link pop-centred" id="pop-schedule" onClick={() => go('schedule')}>
            {t('schedule.offer')}
          </button>
          <PartyList blank={blank} />
        </>
      )}
    </Frame>
  );
}
