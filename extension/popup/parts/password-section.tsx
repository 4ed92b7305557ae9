import { useState } from 'preact/hooks';
import { PASSWORD_MAX_BYTES, PASSWORD_MIN_BYTES } from '../../../shared/protocol/limits.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { Field } from '../../ui/parts/field.tsx';
import { usePopup } from '../context.ts';
import { useAsk } from '../use-ask.ts';
import { Trouble } from './trouble.tsx';

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** What is wrong with a new password. Null: nothing. */
export function passwordSlip(password: string): string | null {
  if (bytes(password) < PASSWORD_MIN_BYTES) return t('welcome.password-short');
  return bytes(password) > PASSWORD_MAX_BYTES ? t('welcome.password-long') : null;
}

/** Another password: folded away, for it is wanted once a year. */
export function PasswordSection() {
  const { ask } = usePopup();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [slip, setSlip] = useState<string | null>(null);
  const [changed, setChanged] = useState(false);
  const { busy, problem, run } = useAsk();
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = passwordSlip(next);
    setSlip(found);
    if (found || busy) return;
    const done = await run(() => ask('popup:change-password', { currentPassword: current, newPassword: next }));
    if (!done) return;
    setOpen(false);
    setChanged(true);
    setCurrent('');
    setNext('');
  };
  if (!open)
    return (
      <div class="pop-stretch">
        <Button
          kind="quiet"
          onClick={() => {
            setOpen(true);
            setChanged(false);
          }}
        >
          {t('password.change')}
        </Button>
        {changed && (
          <p class="wp-sub" role="status">
            {t('password.changed')}
          </p>
        )}
      </div>
    );
  const wrong = problem?.code === 'wrong-credentials';
  return (
    <form class="pop-form" onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={t('password.current')}
        showLabel
        type="password"
        autoComplete="current-password"
        autoFocus
        value={current}
        onInput={(event) => setCurrent(event.currentTarget.value)}
        {...(wrong ? { problem: t('password.wrong') } : {})}
      />
      <Field
        label={t('password.new')}
        showLabel
        type="password"
        autoComplete="new-password"
        value={next}
        onInput={(event) => setNext(event.currentTarget.value)}
        {...(slip ? { problem: slip } : { hint: t('password.hint') })}
      />
      <Trouble of={wrong ? null : problem} />
      <div class="wp-row">
        <Button type="submit" grow busy={busy}>
          {t('password.change')}
        </Button>
        <Button kind="quiet" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
