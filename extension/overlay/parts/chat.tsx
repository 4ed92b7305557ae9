import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { entriesOfModel, unreadOf } from '../model.ts';
import type { Drawn } from './context.ts';
import { MessageView } from './message.tsx';
import { PendingView } from './pending.tsx';

/** This near the end counts as reading along, px: less than two lines. */
const AT_END_PX = 40;

/** The log: follows the newest message unless one has scrolled up to read. */
export function Chat({ drawn }: { drawn: Drawn }) {
  const { model, dispatch } = drawn;
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const entries = entriesOfModel(model);
  const unread = unreadOf(model);
  const members = new Map(model.view?.members.map((member) => [member.id, member]));

  // On every draw, not on every message: fonts, a folded-out veil or a smaller panel move the end as well.
  useLayoutEffect(() => {
    if (following && box.current) box.current.scrollTop = box.current.scrollHeight;
  });
  useEffect(() => {
    if (following && unread > 0 && !document.hidden) dispatch({ kind: 'read' });
  }, [following, unread, dispatch, document.hidden]);

  const onScroll = (event: { currentTarget: HTMLElement }) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    setFollowing(scrollHeight - scrollTop - clientHeight < AT_END_PX);
  };
  return (
    <div class="wp-log-box">
      <div
        class="wp-log"
        ref={box}
        role="log"
        aria-label={t('chat.log')}
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        {entries.length === 0 && <p class="wp-line wp-log-empty">{t('chat.empty')}</p>}
        {entries.map((entry) => {
          if (entry.kind === 'line') {
            return (
              <p key={`line-${entry.line.id}`} class="wp-line" dir="auto">
                {entry.line.text}
              </p>
            );
          }
          const { view } = model;
          const member = entry.kind === 'message' ? members.get(entry.message.memberId) : members.get(view?.you ?? '');
          const avatar = member?.avatar ?? { hue: 0, emoji: '' };
          return entry.kind === 'message' ? (
            <MessageView key={entry.message.messageId} entry={entry} avatar={avatar} drawn={drawn} />
          ) : (
            <PendingView
              key={entry.pending.messageId}
              entry={entry}
              name={member?.name ?? ''}
              avatar={avatar}
              drawn={drawn}
            />
          );
        })}
      </div>
      {!following && unread > 0 && (
        <button type="button" class="wp-new-below" onClick={() => setFollowing(true)}>
          {t('chat.new-below', { count: unread })}
        </button>
      )}
    </div>
  );
}
