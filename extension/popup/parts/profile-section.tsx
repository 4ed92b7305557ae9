import { useState } from 'preact/hooks';
import { oneEmoji } from '../../../shared/party/avatar.ts';
import type { Account } from '../../../shared/protocol/api.ts';
import { cleanText } from '../../../shared/protocol/clean-text.ts';
import { NAME_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { Field } from '../../ui/parts/field.tsx';
import { usePopup } from '../context.ts';
import { useAsk } from '../use-ask.ts';
import { PictureButton } from './picture-button.tsx';
import { Trouble } from './trouble.tsx';

/** Name and face, as the others see them. */
export function ProfileSection({ account }: { account: Account }) {
  const { ask } = usePopup();
  const [name, setName] = useState(account.username);
  const [avatar, setAvatar] = useState({ hue: account.avatar.hue, emoji: account.avatar.emoji });
  const [saved, setSaved] = useState(false);
  const { busy, problem, run } = useAsk();
  const typed = cleanText(name);
  const changed =
    typed !== account.username || avatar.hue !== account.avatar.hue || avatar.emoji !== account.avatar.emoji;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || !changed) return;
    const done = await run(() => ask('popup:profile', { username: typed, avatar }));
    setSaved(done !== null);
  };
  return (
    <form class="pop-section" onSubmit={(event) => void submit(event)}>
      <h2 class="pop-heading">{t('settings.profile')}</h2>
      <div class="wp-row pop-top">
        <Avatar name={typed || '?'} avatar={{ ...account.avatar, ...avatar }} size="l" />
        <div class="wp-grow">
          <Field
            label={t('settings.name')}
            value={name}
            maxLength={NAME_MAX_CHARS}
            onInput={(event) => setName(event.currentTarget.value)}
            {...(typed.length < 2 ? { problem: t('welcome.name-needed') } : {})}
          />
        </div>
      </div>
      <div class="wp-row">
        <label class="pop-hue wp-grow">
          <span class="wp-sub">{t('settings.hue')}</span>
          <input
            type="range"
            min="0"
            max="359"
            value={avatar.hue}
            onInput={(event) => setAvatar({ ...avatar, hue: Number(event.currentTarget.value) })}
          />
        </label>
        <label class="pop-emoji">
          <span class="wp-sub">{t('settings.emoji')}</span>
          <input
            class="wp-field"
            value={avatar.emoji}
            onInput={(event) => {
              const emoji = oneEmoji(event.currentTarget.value);
              event.currentTarget.value = emoji;
              setAvatar({ ...avatar, emoji });
            }}
          />
        </label>
      </div>
      {!account.guest && <PictureButton has={account.avatar.picture !== undefined} />}
      <Trouble of={problem} />
      {changed && typed.length >= 2 && (
        <Button type="submit" busy={busy}>
          {t('popup.save')}
        </Button>
      )}
      {saved && !changed && (
        <p class="wp-sub" role="status">
          {t('popup.saved')}
        </p>
      )}
    </form>
  );
}
