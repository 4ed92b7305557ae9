import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from 'zustand';
import { hueOf } from '../../../shared/party/avatar.ts';
import type { Account } from '../../../shared/protocol/api.ts';
import { cleanText } from '../../../shared/protocol/clean-text.ts';
import { NAME_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { Field } from '../../ui/parts/field.tsx';
import { usePopup } from '../context.ts';
import { Foot } from '../parts/foot.tsx';
import { Frame } from '../parts/frame.tsx';
import { OtherServerCard } from '../parts/join-card.tsx';
import { passwordSlip } from '../parts/password-section.tsx';
import { ServerAway } from '../parts/server-away.tsx';
import { Steps } from '../parts/steps.tsx';
import { authStore } from '../stores/auth-store.ts';
import { firstRunStore } from '../stores/first-run-store.ts';
import { useAsk } from '../use-ask.ts';
import { useFilm } from '../use-film.ts';

type Way = 'guest' | 'sign-in' | 'register';

/** Of the face that has no name yet, degrees. */
const NAMELESS_HUE = 45;

/** What is wrong with what was typed, before the server is asked. Null: nothing that we can see. */
export function slipIn(way: Way, typed: { name: string; email: string; password: string }): string | null {
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

/** Who are you? A name is enough. */
export function Welcome() {
  const { ask } = usePopup();
  const film = useFilm();
  const signedOut = useStore(authStore, (s) => s.farewell) === 'signed-out';
  const serverUrl = useStore(authStore, (s) => s.serverUrl);
  const { stage, services } = useStore(firstRunStore);
  const [stay, setStay] = useState(false);
  const [way, setWay] = useState<Way>(signedOut ? 'sign-in' : 'guest');
  const [typed, setTyped] = useState({ name: '', email: '', password: '' });
  const [slip, setSlip] = useState<string | null>(null);
  const { busy, problem, run, clear } = useAsk();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => void ask('popup:retry', null), [ask, serverUrl]);

  const submit = (event: Event) => {
    event.preventDefault();
    const found = slipIn(way, typed);
    setSlip(found);
    if (found || busy) return;
    const { name, email, password } = typed;
    const enter = () => {
      if (way === 'guest') return ask('popup:guest', { name });
      if (way === 'sign-in') return ask('popup:login', { email, password });
      return ask('popup:register', { username: name, email, password });
    };
    void run(async () => {
      const result = await enter();
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
  const trouble = slip ?? (problem ? errorWords(problem) : null);
  const elsewhere = film?.invite && film.invite.serverUrl !== serverUrl && !stay ? film.invite.serverUrl : null;
  const asking = film !== null && elsewhere === null;
  useEffect(() => {
    if (asking) first.current?.focus();
  }, [asking, way]);
  // For the wink until the look into the tab is back: what comes may be another question.
  if (!film)
    return (
      <Frame foot={<Foot />}>
        <div class="pop-blank" />
      </Frame>
    );
  // An invitation is what most people come with first: a name on any other server would not get them in.
  if (elsewhere)
    return (
      <Frame foot={<Foot />}>
        <OtherServerCard serverUrl={elsewhere} onCancel={() => setStay(true)} />
      </Frame>
    );
  const [title, usual] = TITLES[way];
  const sub = film?.invite && !stay && way === 'guest' ? 'welcome.invited' : usual;

  return (
    <Frame foot={<Foot />}>
      <form class="pop-form" onSubmit={submit} noValidate>
        <div>
          {stage === 'name' && !signedOut && <Steps step={2} />}
          <h2 class="pop-headline">{t(title)}</h2>
          {sub && <p class="wp-sub">{t(sub)}</p>}
          {signedOut && <p class="pop-hint">{t('welcome.signed-out')}</p>}
        </div>
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
        {trouble && (
          <p class="wp-problem" role="alert">
            {trouble}
          </p>
        )}
        <Button kind="primary" type="submit" busy={busy}>
          {t(BUTTONS[way])}
        </Button>
      </form>
      <ServerAway />
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
