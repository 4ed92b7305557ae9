import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Avatar as AvatarData } from '../../../shared/party/party.ts';
import { language, t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { filmTime } from '../../ui/time.ts';
import type { Entry, Veil } from '../chat-log.ts';
import { splitLinks } from '../links.ts';
import type { Drawn } from './context.ts';

/** Up to here the distance is said in seconds, beyond as the film's time. */
const SECONDS_UP_TO = 60;

type MessageEntry = Extract<Entry, { kind: 'message' }>;

export function MessageView({ entry, avatar, drawn }: { entry: MessageEntry; avatar: AvatarData; drawn: Drawn }) {
  const { message, mine, veil, follows } = entry;
  const wall = new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' }).format(message.sentAt);
  const time = message.position === null ? wall : filmTime(message.position);
  return (
    <MessageFrame
      name={mine ? t('common.you') : message.name}
      face={message.name}
      avatar={avatar}
      time={time}
      timeTitle={wall}
      follows={follows}
    >
      {veil ? (
        <VeilView veil={veil} onShow={() => drawn.dispatch({ kind: 'reveal', seq: message.seq })} />
      ) : (
        <MessageText text={message.text} />
      )}
    </MessageFrame>
  );
}

/** Face, name and time around a message; a message that follows one of the same person stands without. */
export function MessageFrame(props: {
  name: string;
  face: string;
  avatar: AvatarData;
  time: string;
  timeTitle?: string;
  follows: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={`wp-message${props.follows ? ' wp-follows' : ''}`}>
      {!props.follows && <Avatar name={props.face} avatar={props.avatar} size="s" />}
      <div class="wp-message-body">
        <div class={props.follows ? 'wp-only-heard' : 'wp-by'}>
          <bdi class="wp-name">{props.name}</bdi>
          <span class="wp-time" title={props.timeTitle}>
            {props.time}
          </span>
        </div>
        {props.children}
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

/** Text is text (B1); an address is opened in two steps, so that its host is read first. */
export function MessageText({ text }: { text: string }) {
  const [asked, setAsked] = useState<{ href: string; host: string } | null>(null);
  return (
    <>
      <p class="wp-text" dir="auto">
        {splitLinks(text).map((part) =>
          part.kind === 'text' ? (
            part.text
          ) : (
            <button
              key={part.href}
              type="button"
              class="wp-text-button"
              aria-expanded={asked?.href === part.href}
              onClick={() => setAsked(asked?.href === part.href ? null : part)}
            >
              {part.text}
            </button>
          ),
        )}
      </p>
      {asked && (
        <p class="wp-opens">
          <span class="wp-grow">{t('chat.opens', { host: asked.host })}</span>
          <a
            class="wp-button wp-button-plain wp-button-s"
            href={asked.href}
            target="_blank"
            rel="noopener noreferrer"
            onClick={() => setAsked(null)}
          >
            {t('chat.open')}
          </a>
        </p>
      )}
    </>
  );
}
