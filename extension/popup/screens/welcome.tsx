import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from 'zustand';
import { hueOf } from '../../../shared/party/avatar.ts';
import { readInvite } from '../../../shared/party/invite.ts';
import type { Account } from '../../../shared/protocol/api.ts';
import { cleanText } from '../../../shared/protocol/clean-text.ts';
import { NAME_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { Field } from '../../ui/parts/field.tsx';
import { usePopup } from '../context.ts';
import { filmIn } from '../film-words.ts';
import { toCreate, toJoin } from '../intents.ts';
import { Card } from '../parts/card.tsx';
import { FilmFacts } from '../parts/film-card.tsx';
import { Foot } from '../parts/foot.tsx';
import { Frame } from '../parts/frame.tsx';
import { JoinFacts, OtherServerCard } from '../parts/join-card.tsx';
import { passwordSlip } from '../parts/password-section.tsx';
import { hostOf, ServerAway } from '../parts/server-away.tsx';
import { Steps } from '../parts/steps.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { authStore } from '../stores/auth-store.ts';
import { firstRunStore, proceed } from '../stores/first-run-store.ts';
import { partyStore } from '../stores/party-store.ts';
import { useAsk } from '../use-ask.ts';
import { useFilm } from '../use-film.ts';
import { useInvitation } from '../use-invitation.ts';

type Way = 'guest' | 'sign-in' | 'register';

/** Of the face that has no name yet, degrees. */
const NAMELESS_HUE = 45;

/** What is wrong with what was typed, before the server is asked. Null: nothing that we can see. */
function slipIn(way: Way, typed: { name: string; email: string; password: string }): string | null {
  if (way !== 'sign-in' && cleanText(typed.name).length < 2) return t('welcome.name-needed');
  if (way === 'guest') return null;
  if (!/^\S+@\S+\.\S+$/.test(typed.email.trim())) return t('welcome.email-needed');
  return way === 'register' ? passwordSlip(typed.password) : null;
}

const TITLES = {
  guest: ['welcome.title', 'welcome.guest-sub'],
  'sign-in': ['welcome.sign-in-title', null],
  register: ['welcome.register-title', 'welcome.register-sub'],
} as const;
const BUTTONS = { guest: 'welcome.guest', 'sign-in': 'welcome.sign-in', register: 'welcome.register' } as const;

/** Who are you? A name is enough, also to start a party with the film in this tab or to join the one it invites to. */
export function Welcome() {
  const { ask, act, tabId } = usePopup();
  const film = useFilm();
  const signedOut = useStore(authStore, (s) => s.farewell) === 'signed-out';
  const serverUrl = useStore(authStore, (s) => s.serverUrl);
  const { stage, services, name: kept, link } = useStore(firstRunStore);
  const lastProblem = useStore(partyStore, (s) => s.problem);
  const [stay, setStay] = useState(false);
  const [way, setWay] = useState<Way>(signedOut ? 'sign-in' : 'guest');
  const [typed, setTyped] = useState({ name: kept, email: '', password: '' });
  const [slip, setSlip] = useState<string | null>(null);
  const { busy, problem, run, clear } = useAsk();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => void ask('popup:retry', null), [ask, serverUrl]);

  // The server was switched for it a moment ago.
  const wanted = readInvite(link)?.serverUrl === serverUrl && link;
  const elsewhere =
    !wanted && film?.invite && film.invite.serverUrl !== serverUrl && !stay ? film.invite.serverUrl : null;
  const invited = way === 'guest' && !stay && !!(wanted || film?.invite);
  const invitation = useInvitation(invited ? wanted || (film?.url ?? null) : null);
  const party = invited && invitation?.ok ? invitation.value : null;
  // A name takes somebody new there. An account of that server, or one that does not answer, is gone to by a choice first.
  const switching = elsewhere && (way !== 'guest' || invitation?.ok === false) ? elsewhere : null;
  const shows = film && !invited && way === 'guest' ? filmIn(film) : null;

  /** @param at once what this tab is about, too */
  const submit = (event: Event, atOnce = true) => {
    event.preventDefault();
    const found = slipIn(way, typed);
    setSlip(found);
    if (found || busy) return;
    const { name, email, password } = typed;
    if (atOnce && tabId !== null && film && (party || shows)) {
      const wished = party ? toJoin(tabId, party) : toCreate(tabId, film, cleanText(name));
      const there = party && elsewhere ? { serverUrl: elsewhere } : {};
      void run(() => act({ ...wished, ...there, guest: { name, streamingServices: services } }));
      return proceed({ name });
    }
    void run(async () => {
      const result = await (way === 'guest'
        ? ask('popup:guest', { name })
        : way === 'sign-in'
          ? ask('popup:login', { email, password })
          : ask('popup:register', { username: name, email, password }));
      if (result.ok) await settleIn(result.value);
      return result;
    });
  };
  /** What was ticked in the first step goes to the account. */
  const settleIn = async ({ streamingServices }: Account) => {
    const all = [...new Set([...streamingServices, ...services])];
    if (all.length > streamingServices.length) await ask('popup:services', { streamingServices: all });
  };
  const choose = (next: Way) => {
    setWay(next);
    setSlip(null);
    clear();
  };
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    onInput: (event: InputEvent) => setTyped({ ...typed, [name]: (event.currentTarget as HTMLInputElement).value }),
  });
  // In a popup that the browser's question has closed, nobody has read yet what came of it.
  const wrong = problem ?? (way === 'guest' && (lastProblem ?? (invitation && !invitation.ok && invitation.error)));
  const asking = film !== null && !switching;
  useEffect(() => void first.current?.focus(), [asking, way]);
  // An invitation is what most people come with first: a name on any other server would not get them in. Nothing is asked in
  // the wink until the look into the tab is back.
  if (!asking)
    return (
      <Frame foot={<Foot />}>
        {switching ? (
          <OtherServerCard serverUrl={switching} onCancel={() => setStay(true)} />
        ) : (
          <div class="pop-blank" />
        )}
      </Frame>
    );
  const [title, usual] = TITLES[way];
  const looking = invited && !invitation;
  const sub = (party || looking) && !wanted ? 'welcome.invited' : usual;
  const button = party || looking ? 'welcome.join' : shows ? 'welcome.start' : BUTTONS[way];

  return (
    <Frame foot={<Foot />}>
      <form class="pop-form" onSubmit={submit} noValidate>
        <div>
          {stage === 'name' && !signedOut && <Steps step={2} film={party !== null || shows !== null} />}
          <h2 class="pop-headline">{t(title)}</h2>
          {sub && <p class="wp-sub">{t(sub)}</p>}
          {signedOut && <p class="pop-hint">{t('welcome.signed-out')}</p>}
        </div>
        {looking && <div class="pop-card pop-card-empty" />}
        {party ? (
          <Card>
            <JoinFacts party={party} />
            {elsewhere && (
              <p class="wp-sub pop-told pop-wrap" role="note">
                {t('join.other-server-sub', { server: hostOf(elsewhere), own: hostOf(serverUrl) })}
              </p>
            )}
          </Card>
        ) : (
          shows && (
            <Card>
              <FilmFacts {...shows} />
            </Card>
          )
        )}
        {way !== 'sign-in' && (
          <div class="wp-row">
            <Avatar
              name={typed.name || '?'}
              avatar={{ hue: typed.name ? hueOf(typed.name) : NAMELESS_HUE, emoji: '' }}
              size="l"
            />
            <div class="wp-grow">
              <Field
                label={t('welcome.name')}
                maxLength={NAME_MAX_CHARS}
                autoComplete="nickname"
                inputRef={first}
                {...field('name')}
              />
            </div>
          </div>
        )}
        {way !== 'guest' && (
          <Field
            label={t('welcome.email')}
            type="email"
            autoComplete="username"
            {...(way === 'sign-in' ? { inputRef: first } : {})}
            {...field('email')}
          />
        )}
        {way !== 'guest' && (
          <Field
            label={t('welcome.password')}
            type="password"
            autoComplete={way === 'register' ? 'new-password' : 'current-password'}
            {...(way === 'register' ? { hint: t('welcome.password-hint') } : {})}
            {...field('password')}
          />
        )}
        <Trouble of={slip ?? wrong} />
        <div class="pop-stretch">
          <Button kind="primary" type="submit" busy={busy || looking}>
            {t(button)}
          </Button>
          {(shows || (invited && wanted)) && (
            <Button kind="quiet" size="s" busy={busy} onClick={(event) => submit(event, false)}>
              {t('welcome.guest')}
            </Button>
          )}
          {elsewhere && (
            <Button kind="quiet" size="s" onClick={() => setStay(true)}>
              {t('join.not-now')}
            </Button>
          )}
        </div>
      </form>
      {/* Where the party is, ours is not needed. */}
      {!elsewhere && <ServerAway />}
      <div class="pop-ways">
        {way !== 'sign-in' && (
          <Way lead={t('welcome.have-account')} words={t('welcome.sign-in')} onClick={() => choose('sign-in')} />
        )}
        {way !== 'register' && (
          <Way lead={t('welcome.want-account')} words={t('welcome.register')} onClick={() => choose('register')} />
        )}
        {way !== 'guest' && <Way words={t('welcome.as-guest')} onClick={() => choose('guest')} />}
      </div>
    </Frame>
  );
}

const Way = (props: { lead?: string; words: string; onClick: () => void }) => (
  <p class="wp-sub">
    {props.lead && `${props.lead} `}
    <button type="button" class="pop-link pop-link-strong" onClick={props.onClick}>
      {props.words}
    </button>
  </p>
);
