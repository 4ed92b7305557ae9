import { t } from '../../ui/i18n.ts';
import { IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { isVeiled, messageOf } from '../log-views.ts';
import type { Drawn } from './context.ts';

/** What a message answers, in one line; pressed, it shows where that stands. */
export function Quote({ seq, drawn, onPress }: { seq: number; drawn: Drawn; onPress: (seq: number) => void }) {
  return (
    <button type="button" class="wp-quote" onClick={() => onPress(seq)}>
      <QuoteWords seq={seq} drawn={drawn} />
    </button>
  );
}

/** What one is about to answer, over the field. */
export function Answering({ drawn }: { drawn: Drawn }) {
  const { model, dispatch } = drawn;
  if (model.replyTo === null) return null;
  return (
    <div class="wp-answering">
      <div class="wp-quote">
        <QuoteWords seq={model.replyTo} drawn={drawn} />
      </div>
      <IconButton label={t('chat.no-reply')} onClick={() => dispatch({ kind: 'set', set: { replyTo: null } })}>
        <Icon name="close" />
      </IconButton>
    </div>
  );
}

/** Who said what; the words follow the message: taken away there, they are gone here too. */
export function QuoteWords({ seq, drawn: { model } }: { seq: number; drawn: Drawn }) {
  const message = messageOf(model, seq);
  if (message === null) return <span class="wp-quote-words">{t('chat.quote-earlier')}</span>;
  const words = message.removed
    ? t(`chat.removed-${message.removed}`)
    : isVeiled(model, message)
      ? t('chat.veiled')
      : message.text;
  return (
    <>
      <bdi class="wp-quote-name">{message.memberId === model.view?.you ? t('common.you') : message.name}</bdi>
      <span class="wp-quote-words" dir="auto" title={words}>
        {words}
      </span>
    </>
  );
}
