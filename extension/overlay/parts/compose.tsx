import { useEffect, useRef, useState } from 'preact/hooks';
import { CHAT_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import { errorWords } from '../../ui/error-words.ts';
import { foldable, leaveFold } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { Later } from '../later.tsx';
import { MENTION_LIST_ID, mentionOptionId } from '../mention-ids.ts';
import type { MentionQuery } from '../mentions.ts';
import type { Drawn } from './context.ts';
import { TypingLine } from './typing-line.tsx';

const TOO_LONG_ID = 'wp-too-long';

const QUICK = ['😂', '❤️', '😮', '😢', '👏'];

type Picker = 'closed' | 'react' | 'write';

/** Reactions and one field. Enter sends; Escape gives the keys back to the film. */
export function Compose({ drawn }: { drawn: Drawn }) {
  const { model, chat, dispatch } = drawn;
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // A draw of all that there is for each letter would be dear: the model is told, and only this is drawn.
  const [text, showText] = useState(model.draft);
  const setText = (draft: string) => {
    showText(draft);
    dispatch({ kind: 'set', set: { draft } });
  };
  const [picker, setPicker] = useState<Picker>('closed');
  const [mention, setMention] = useState<(MentionQuery & { chosen: number }) | null>(null);
  const { view } = model;
  const muted = view?.members.find((member) => member.id === view.you)?.muted === true;
  const others = view?.members.filter((member) => member.id !== view.you) ?? [];
  const suggested = (mention && drawn.brought.moments?.suggestionsFor(mention.query, others)) ?? [];
  const over = text.trim().length - CHAT_MAX_CHARS;
  const canSend = text.trim() !== '' && over <= 0 && !muted;

  // Who answers goes on to write.
  useEffect(() => {
    if (model.replyTo !== null) field.current?.focus({ preventScroll: true });
  }, [model.replyTo]);

  const submit = () => {
    if (!canSend) return;
    chat.send(text.trim());
    setText('');
    setMention(null);
    // The button that may have been pressed goes with the words.
    field.current?.focus({ preventScroll: true });
  };
  const write = (next: string, caret: number) => {
    setText(next);
    // The field is redrawn first; a caret set before that would be moved to the end.
    queueMicrotask(() => {
      field.current?.focus({ preventScroll: true });
      field.current?.setSelectionRange(caret, caret);
    });
  };
  const insert = (words: string, from?: number) => {
    const start = from ?? field.current?.selectionStart ?? text.length;
    const end = field.current?.selectionEnd ?? text.length;
    write(text.slice(0, start) + words + text.slice(Math.max(start, end)), start + words.length);
  };
  const choose = (index: number) => {
    const member = suggested[index];
    if (member && mention) insert(`@${member.name} `, mention.start);
    setMention(null);
  };
  const suggest = async () => {
    await drawn.bring('moments');
    const { value = '', selectionStart = 0 } = field.current ?? {};
    const found = drawn.brought.moments?.mentionAt(value, selectionStart, others);
    setMention(found ? { ...found, chosen: 0 } : null);
  };
  const onInput = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }) => {
    const { value } = currentTarget;
    setText(value);
    void suggest();
    if (value.trim() !== '') chat.typing();
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    // Enter in the middle of an IME composition chooses a word.
    if (event.isComposing) return;
    const does = mention && suggested[0] && drawn.brought.moments?.mentionKey(event, mention.chosen, suggested.length);
    if (does) {
      if (does === 'take') choose(mention.chosen);
      else setMention(does === 'close' ? null : { ...mention, ...does });
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') {
      if (model.replyTo !== null) dispatch({ kind: 'set', set: { replyTo: null } });
      else event.currentTarget.blur();
    }
  };
  return (
    <div class="wp-compose" ref={box} {...foldable(() => setPicker('closed'))}>
      <TypingLine drawn={drawn} />
      {picker !== 'closed' && (
        <Later
          of="rare"
          drawn={drawn}
          draw={({ EmojiPicker }) => (
            <EmojiPicker
              load={drawn.actions.loadEmoji}
              onPick={(emoji) => (picker === 'react' ? chat.react(emoji) : insert(emoji))}
              onClose={() => {
                if (picker === 'react') leaveFold(box.current);
                setPicker('closed');
                if (picker === 'write') field.current?.focus({ preventScroll: true });
              }}
            />
          )}
        />
      )}
      {muted ? (
        <p class="wp-muted">{t('chat.you-muted')}</p>
      ) : (
        <>
          <div class="wp-reactions">
            {QUICK.map((emoji) => (
              <button
                key={emoji}
                type="button"
                class="wp-reaction"
                aria-label={t('chat.react', { emoji })}
                onClick={() => chat.react(emoji)}
              >
                {emoji}
              </button>
            ))}
            <IconButton
              label={picker === 'react' ? t('overlay.fewer') : t('chat.more-reactions')}
              aria-expanded={picker === 'react'}
              onClick={() => setPicker(picker === 'react' ? 'closed' : 'react')}
            >
              <Icon name={picker === 'react' ? 'close' : 'plus'} />
            </IconButton>
          </div>
          {over > 0 && (
            <p class="wp-problem" id={TOO_LONG_ID}>
              {t('chat.too-long', { count: over })}
            </p>
          )}
          {/* Said when it comes to that; as an alert the count would be shouted at each letter. */}
          <p class="wp-only-heard" aria-live="polite">
            {over > 0 && errorWords({ code: 'too-large' })}
          </p>
          {model.replyTo !== null && (
            <Later of="moments" drawn={drawn} draw={({ Answering }) => <Answering drawn={drawn} />} />
          )}
          <div class="wp-write">
            {mention && suggested.length > 0 && (
              <Later
                of="rare"
                drawn={drawn}
                draw={({ MentionList }) => (
                  <MentionList members={suggested} chosen={mention.chosen} onChoose={choose} />
                )}
              />
            )}
            <textarea
              ref={field}
              class="wp-field"
              rows={1}
              aria-label={t('chat.message')}
              placeholder={t('chat.message')}
              dir={text ? 'auto' : undefined}
              value={text}
              enterkeyhint="send"
              aria-autocomplete="list"
              aria-invalid={over > 0}
              aria-describedby={over > 0 ? TOO_LONG_ID : undefined}
              aria-controls={mention ? MENTION_LIST_ID : undefined}
              aria-activedescendant={mention ? mentionOptionId(mention.chosen) : undefined}
              // With them comes what keeps the focus here.
              onFocus={() => void drawn.bring('moments')}
              onInput={onInput}
              onKeyDown={onKeyDown}
              onBlur={() => setMention(null)}
            />
            <span class="wp-write-buttons">
              <IconButton
                label={t('chat.emoji')}
                aria-expanded={picker === 'write'}
                onClick={() => setPicker(picker === 'write' ? 'closed' : 'write')}
              >
                <Icon name="smile" />
              </IconButton>
              {canSend && (
                <IconButton label={t('chat.send')} onClick={submit}>
                  <Icon name="send" />
                </IconButton>
              )}
            </span>
          </div>
        </>
      )}
    </div>
  );
}
