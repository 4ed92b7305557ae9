import type { ComponentChildren } from 'preact';
import type { Avatar as AvatarData } from '../../../shared/party/party.ts';
import { clockTime } from '../../ui/clock-time.ts';
import { foldable } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { filmTime } from '../../ui/time.ts';
import { sameTitle, type Veil } from '../chat-log.ts';
import { Later } from '../later.tsx';
import type { Entry } from '../log-entries.ts';
import type { Drawn } from './context.ts';
import { MessageText } from './message-text.tsx';
import { Quote } from './quote.tsx';

/** Up to here the distance is said in seconds, beyond as the film's time. */
const SECONDS_UP_TO = 60;

type MessageEntry = Extract<Entry, { kind: 'message' }>;

interface Props {
  entry: MessageEntry;
  avatar: AvatarData;
  drawn: Drawn;
  /** What one can do with it is folded out. */
  open: boolean;
  onOpen: (open: boolean) => void;
  /** The quoted message was pressed. */
  onQuote: (seq: number) => void;
  /** One has just been taken here. */
  pointed: boolean;
}

export function MessageView({ entry, avatar, drawn, open, onOpen, onQuote, pointed }: Props) {
  const { message, mine, forMe, veil, follows } = entry;
  const { view } = drawn.model;
  const wall = clockTime(message.sentAt);
  const onFilm = message.position !== null && view !== null && sameTitle(message, view.epoch);
  const name = mine ? t('common.you') : message.name;
  const marks = `${forMe ? ' wp-for-me' : ''}${pointed ? ' wp-pointed' : ''}`;
  return (
    <MessageFrame
      name={name}
      face={message.name}
      avatar={avatar}
      time={
        <button
          type="button"
          class="wp-time wp-time-button"
          title={wall}
          aria-expanded={open}
          aria-label={t('chat.scene-label', { time: onFilm ? filmTime(message.position ?? 0) : wall })}
          onClick={() => onOpen(!open)}
        >
          {onFilm ? filmTime(message.position ?? 0) : wall}
        </button>
      }
      follows={follows}
      marks={marks}
      fold={() => onOpen(false)}
    >
      <span class="wp-message-button">
        <IconButton label={t('chat.more')} aria-expanded={open} onClick={() => onOpen(!open)}>
          <Icon name="more" />
        </IconButton>
      </span>
      {message.replyTo !== undefined && <Quote seq={message.replyTo} drawn={drawn} onPress={onQuote} />}
      {message.removed ? (
        <p class="wp-gone">{t(`chat.removed-${message.removed}`)}</p>
      ) : veil ? (
        <VeilView veil={veil} onShow={() => drawn.dispatch({ kind: 'reveal', seq: message.seq })} />
      ) : (
        <MessageText text={message.text} mentions={message.mentions ?? []} drawn={drawn} />
      )}
      {open && (
        <Later
          of="rare"
          drawn={drawn}
          draw={({ MessageMore }) => <MessageMore message={message} drawn={drawn} onDone={() => onOpen(false)} />}
        />
      )}
    </MessageFrame>
  );
}

/** Face, name and time around a message; a message that follows one of the same person stands without. */
export function MessageFrame(props: {
  name: string;
  face: string;
  avatar: AvatarData;
  time: ComponentChildren;
  follows: boolean;
  marks?: string;
  /** Folds in what is open below the message. */
  fold?: () => void;
  children: ComponentChildren;
}) {
  const { name, face, avatar, time, follows, marks = '', fold, children } = props;
  return (
    <div class={`wp-message${follows ? ' wp-follows' : ''}${marks}`} {...(fold && foldable(fold))}>
      {!follows && <Avatar name={face} avatar={avatar} size="s" />}
      <div class="wp-message-body">
        <div class={follows ? 'wp-only-heard' : 'wp-by'}>
          <bdi class="wp-name" title={name}>
            {name}
          </bdi>
          {typeof time === 'string' ? <span class="wp-time">{time}</span> : time}
        </div>
        {children}
      </div>
    </div>
  );
}

function VeilView({ veil, onShow }: { veil: Veil; onShow: () => void }) {
  const words =
    veil.aheadS <= SECONDS_UP_TO
      ? t('chat.veil-seconds', { seconds: Math.ceil(veil.aheadS) })
      : t('chat.veil-later', { time: filmTime(veil.position) });
  return (
    <div class="wp-veil">
      {words}{' '}
      <button type="button" class="wp-text-button" onClick={onShow}>
        {t('chat.veil-show')}
      </button>
    </div>
  );
}
