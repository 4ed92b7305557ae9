import type { Avatar as AvatarData } from '../../../shared/party/party.ts';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';
import type { Entry } from '../chat-log.ts';
import type { Drawn } from './context.ts';
import { MessageFrame, MessageText } from './message.tsx';

type PendingEntry = Extract<Entry, { kind: 'pending' }>;

/** A message of one's own on its way, or one that did not get through: kept, with the two things one can do. */
export function PendingView(props: { entry: PendingEntry; name: string; avatar: AvatarData; drawn: Drawn }) {
  const { entry, name, avatar, drawn } = props;
  const { pending, follows } = entry;
  const failed = pending.state === 'failed';
  return (
    <MessageFrame
      name={t('common.you')}
      face={name}
      avatar={avatar}
      time={pending.state === 'sending' ? t('chat.sending') : ''}
      follows={follows}
    >
      <div class={pending.state === 'sending' ? 'wp-sending' : ''}>
        <MessageText text={pending.text} />
      </div>
      {failed && pending.error && (
        <div class="wp-failed" role="alert">
          <span class="wp-problem">{t('chat.failed', { why: errorWords(pending.error) })}</span>
          <span class="wp-row">
            <button type="button" class="wp-text-button" onClick={() => drawn.send(pending.text, pending.messageId)}>
              {t('chat.again')}
            </button>
            <button
              type="button"
              class="wp-text-button wp-text-button-quiet"
              onClick={() => drawn.dispatch({ kind: 'discard', messageId: pending.messageId })}
            >
              {t('chat.discard')}
            </button>
          </span>
        </div>
      )}
    </MessageFrame>
  );
}
