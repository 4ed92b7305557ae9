import { useState } from 'preact/hooks';
import { CHAT_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import { t } from '../../ui/i18n.ts';
import { IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import type { Drawn } from './context.ts';

const QUICK = ['😂', '❤️', '😮', '😢', '👏'];
const MORE = ['🔥', '😍', '😱', '🤔', '🙈', '🍿', '💀', '🥳', '👍', '👎', '😴', '🎉'];

/** Reactions and one field. Enter sends; Escape gives the keys back to the film. */
export function Compose({ drawn: { send, react } }: { drawn: Drawn }) {
  const [text, setText] = useState('');
  const [more, setMore] = useState(false);
  const over = text.trim().length - CHAT_MAX_CHARS;
  const canSend = text.trim() !== '' && over <= 0;
  const submit = () => {
    if (!canSend) return;
    send(text.trim());
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    // Enter in the middle of an IME composition chooses a word.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <div class="wp-compose">
      <div class="wp-reactions">
        {(more ? [...QUICK, ...MORE] : QUICK).map((emoji) => (
          <button
            key={emoji}
            type="button"
            class="wp-reaction"
            aria-label={t('chat.react', { emoji })}
            onClick={() => react(emoji)}
          >
            {emoji}
          </button>
        ))}
        <IconButton
          label={more ? t('overlay.fewer') : t('chat.more-reactions')}
          aria-expanded={more}
          onClick={() => setMore(!more)}
        >
          <Icon name={more ? 'close' : 'plus'} />
        </IconButton>
      </div>
      {over > 0 && (
        <p class="wp-problem" role="alert">
          {t('chat.too-long', { count: over })}
        </p>
      )}
      <div class="wp-write">
        <textarea
          class="wp-field"
          rows={1}
          aria-label={t('chat.message')}
          placeholder={t('chat.message')}
          dir={text ? 'auto' : undefined}
          value={text}
          enterkeyhint="send"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {canSend && (
          <IconButton label={t('chat.send')} onClick={submit}>
            <Icon name="send" />
          </IconButton>
        )}
      </div>
    </div>
  );
}
