import { useEffect } from 'preact/hooks';
import type { Avatar as AvatarData } from '../../../shared/party/party.ts';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';
import type { Entry } from '../log-entries.ts';
import type { Drawn } from './context.ts';
import { MessageFrame } from './message.tsx';
import { MessageText } from './message-text.tsx';
import { QuoteWords } from './quote.tsx';

type PendingEntry = Extract<Entry, { kind: 'pending' }>;

/** Whose failing has been read out: scrolled away and back a row is a new element, and what it shows is with each view. */
const told = new Set<string>();

/** A message of one's own on its way, or one that did not get through: kept, with the two things one can do. */
export function PendingView(props: { entry: PendingEntry; name: string; avatar: AvatarData; drawn: Drawn }) {
  const { entry, name, avatar, drawn } = props;
  const { pending, follows } = entry;
  const { messageId, error } = pending;
  useEffect(() => {
    if (error) told.add(messageId);
    else told.delete(messageId);
  });
  return (
    <MessageFrame
      name={t('common.you')}
      face={name}
      avatar={avatar}
      time={pending.state === 'sending' ? t('chat.sending') : ''}
      follows={follows}
    >
      {pending.replyTo !== undefined && (
        <div class="wp-quote">
          <QuoteWords seq={pending.replyTo} drawn={drawn} />
        </div>
      )}
      <div class={pending.state === 'sending' ? 'wp-sending' : ''}>
        <MessageText text={pending.text} mentions={pending.mentions ?? []} drawn={drawn} />
      </div>
      {error && (
        <div class="wp-failed" role={told.has(messageId) ? undefined : 'alert'}>
          <span class="wp-problem">{t('chat.failed', { why: errorWords(error) })}</span>
          <span class="wp-row">
            <button type="button" class="wp-text-button" onClick={() => drawn.chat.again(pending)}>
              {t('chat.again')}
            </button>
            <button
              type="button"
              class="wp-text-button wp-text-button-quiet"
              onClick={() => drawn.log.discard(messageId)}
            >
              {t('chat.discard')}
            </button>
          </span>
        </div>
      )}
    </MessageFrame>
  );
}
