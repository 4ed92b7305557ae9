import { useState } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { splitLinks } from '../links.ts';
import { splitMentions } from '../mentions.ts';
import type { Drawn } from './context.ts';

interface Props {
  text: string;
  /** Ids of those who are named. */
  mentions: readonly string[];
  drawn: Drawn;
}

/** Text is text (B1); an address is opened in two steps, so that its host is read first. */
export function MessageText({ text, mentions, drawn }: Props) {
  const [asked, setAsked] = useState<{ href: string; host: string } | null>(null);
  const { view } = drawn.model;
  const named = view?.members.filter((member) => mentions.includes(member.id)) ?? [];
  return (
    <>
      <p class="wp-text" dir="auto">
        {splitLinks(text).map((part) =>
          part.kind === 'text' ? (
            splitMentions(part.text, named).map((piece) =>
              piece.kind === 'text' ? (
                piece.text
              ) : (
                <span key={piece.id} class={`wp-mention${piece.id === view?.you ? ' wp-mention-me' : ''}`}>
                  {piece.text}
                </span>
              ),
            )
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
