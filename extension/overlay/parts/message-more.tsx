import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatMessage } from '../../../shared/party/chat.ts';
import { clockTime } from '../../ui/clock-time.ts';
import { holdsFocus, leaveFold } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { filmTime } from '../../ui/time.ts';
import { sameTitle } from '../chat-log.ts';
import { deedsFor } from '../deeds.ts';
import type { Drawn } from './context.ts';

interface Props {
  message: ChatMessage;
  drawn: Drawn;
  onDone: () => void;
}

/** When a message was written, at which scene, and what one may do with it. */
export function MessageMore({ message, drawn, onDone }: Props) {
  const [sure, setSure] = useState<'kick' | 'ban' | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const byKey = useRef(false);
  // Of the last message it opens below the edge.
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  // The pressed button is gone: who came by keyboard goes on at what changes nothing.
  useEffect(() => {
    if (byKey.current) box.current?.querySelector<HTMLElement>('button:last-of-type')?.focus();
  }, [sure]);
  const ask = (what: 'kick' | 'ban' | null) => () => {
    byKey.current = holdsFocus(box.current);
    setSure(what);
  };
  const { model, chat, dispatch } = drawn;
  const { view } = model;
  if (view === null) return null;
  const deeds = deedsFor(view, message);
  const { memberId, name, seq, position } = message;
  const onFilm = position !== null && sameTitle(message, view.epoch);
  const time = clockTime(message.sentAt);
  const act = (what: () => void) => () => {
    leaveFold(box.current?.closest<HTMLElement>('.wp-message'));
    what();
    onDone();
  };
  if (sure !== null) {
    return (
      <div class="wp-more" role="alert" ref={box}>
        <p class="wp-more-words">{t(`chat.${sure}-sure`, { name })}</p>
        <Button size="s" kind="danger" onClick={act(() => chat.kick(memberId, sure === 'ban'))}>
          {t(`common.${sure}`)}
        </Button>
        <Button size="s" kind="quiet" onClick={ask(null)}>
          {t('chat.keep')}
        </Button>
      </div>
    );
  }
  return (
    <div class="wp-more" ref={box}>
      <p class="wp-more-words">
        {onFilm ? t('chat.said-at-scene', { time, scene: filmTime(position) }) : t('chat.said-at', { time })}
      </p>
      {deeds.reply && (
        <Button size="s" onClick={act(() => dispatch({ kind: 'reply', seq }))}>
          {t('chat.reply')}
        </Button>
      )}
      {deeds.jump !== null && (
        <Button size="s" onClick={act(() => chat.jump(deeds.jump ?? 0))}>
          {t('chat.jump', { time: filmTime(deeds.jump) })}
        </Button>
      )}
      {deeds.remove && (
        <Button size="s" kind="danger" onClick={act(() => chat.remove(seq))}>
          {t('chat.delete')}
        </Button>
      )}
      {deeds.mute && (
        <Button size="s" kind="quiet" onClick={act(() => chat.mute(memberId, deeds.mute === 'mute'))}>
          {t(`chat.${deeds.mute}`, { name })}
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
