import type { ChatMessage } from '../../../shared/party/chat.ts';
import { clockTime } from '../../ui/clock-time.ts';
import { leaveFold } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { filmTime } from '../../ui/time.ts';
import { sameTitle } from '../chat-log.ts';
import { deedsFor } from '../deeds.ts';
import type { Drawn } from './context.ts';
import { Question, useQuestion } from './question.tsx';

interface Props {
  message: ChatMessage;
  drawn: Drawn;
  onDone: () => void;
}

/** When a message was written, at which scene, and what one may do with it. */
export function MessageMore({ message, drawn, onDone }: Props) {
  const { box, asked, ask } = useQuestion<'kick' | 'ban'>();
  const { model, log, dispatch } = drawn;
  const { view } = model;
  if (view === null) return null;
  const deeds = deedsFor(view, message);
  const { memberId, name, seq, position } = message;
  const { mute } = deeds;
  const onFilm = position !== null && sameTitle(message, view.epoch);
  const time = clockTime(message.sentAt);
  const act = (what: () => void) => () => {
    leaveFold(box.current?.closest<HTMLElement>('.wp-message'));
    what();
    onDone();
  };
  if (asked !== null) {
    const yes = act(() => log.moderate(memberId, asked));
    const words = t(`chat.${asked}-sure`, { name });
    return <Question box={box} words={words} yes={t(`common.${asked}`)} onYes={yes} onNo={ask(null)} />;
  }
  return (
    <div class="wp-more" ref={box}>
      <p class="wp-more-words">
        {onFilm ? t('chat.said-at-scene', { time, scene: filmTime(position) }) : t('chat.said-at', { time })}
      </p>
      {deeds.reply && (
        <Button size="s" onClick={act(() => dispatch({ kind: 'set', set: { replyTo: seq } }))}>
          {t('chat.reply')}
        </Button>
      )}
      {deeds.jump !== null && (
        <Button size="s" onClick={act(() => log.jump(deeds.jump ?? 0))}>
          {t('chat.jump', { time: filmTime(deeds.jump) })}
        </Button>
      )}
      {deeds.remove && (
        <Button size="s" kind="danger" onClick={act(() => log.remove(seq))}>
          {t('chat.delete')}
        </Button>
      )}
      {mute && (
        <Button size="s" kind="quiet" onClick={act(() => log.moderate(memberId, mute))}>
          {t(`chat.${mute}`, { name })}
        </Button>
      )}
      {deeds.kick && (
        <>
          <Button size="s" kind="quiet" onClick={ask('kick')}>
            {t('common.kick')}
          </Button>
          <Button size="s" kind="danger" onClick={ask('ban')}>
            {t('common.ban')}
          </Button>
        </>
      )}
    </div>
  );
}
