import { useState } from 'preact/hooks';
import { cleanText } from '../../../shared/protocol/clean-text.ts';
import { NAME_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { Field } from '../../ui/parts/field.tsx';
import { usePopup } from '../context.ts';
import { useAsk } from '../use-ask.ts';
import { passwordSlip } from './password-section.tsx';
import { Trouble } from './trouble.tsx';

type Slip = { field: 'name' | 'email' | 'password'; words: string };

/** A guest who wants to stay: an e-mail and a password, and parties, roles and words are theirs on any device. */
export function UpgradeSection({ name }: { name: string }) {
  const { ask } = usePopup();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState({ name, email: '', password: '' });
  const [slip, setSlip] = useState<Slip | null>(null);
  const { busy, problem, run } = useAsk();

  const find = (): Slip | null => {
    const short = passwordSlip(typed.password);
    if (cleanText(typed.name).length < 2) return { field: 'name', words: t('welcome.name-needed') };
    if (!/^\S+@\S+\.\S+$/.test(typed.email.trim())) return { field: 'email', words: t('welcome.email-needed') };
    return short === null ? null : { field: 'password', words: short };
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = find();
    setSlip(found);
    if (found || busy) return;
    const { email, password } = typed;
    // Nothing to do afterwards: an account has no such section.
    await run(() => ask('popup:upgrade', { username: cleanText(typed.name), email: email.trim(), password }));
  };
  const field = (which: Slip['field']) => ({
    value: typed[which],
    onInput: (event: InputEvent) => setTyped({ ...typed, [which]: (event.currentTarget as HTMLInputElement).value }),
    ...(slip?.field === which ? { problem: slip.words } : {}),
  });
  if (!open)
    return (
      <div class="pop-stretch">
        <p class="wp-sub">{t('welcome.want-account')}</p>
        <Button onClick={() => setOpen(true)}>{t('welcome.register')}</Button>
      </div>
    );
  return (
    <form class="pop-form" onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={t('welcome.name')}
        showLabel
        autoComplete="nickname"
        maxLength={NAME_MAX_CHARS}
        {...field('name')}
      />
      <Field label={t('welcome.email')} showLabel type="email" autoComplete="username" autoFocus {...field('email')} />
      <Field
        label={t('welcome.password')}
        showLabel
        type="password"
        autoComplete="new-password"
        hint={t('welcome.password-hint')}
        {...field('password')}
      />
      <Trouble of={problem} />
      <div class="wp-row">
        <Button type="submit" kind="primary" grow busy={busy}>
          {t('welcome.register')}
        </Button>
        <Button kind="quiet" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
