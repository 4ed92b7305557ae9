import { useEffect, useState } from 'preact/hooks';
import type { Avatar } from '../../../shared/party/party.ts';
import { holdsFocus } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import type { Entry } from '../log-entries.ts';
import { entriesOfModel, unreadOf } from '../log-views.ts';
import type { Drawn } from './context.ts';
import { LogView, type Row } from './log-view.tsx';
import { MessageView } from './message.tsx';
import { NothingSaid } from './nothing-said.tsx';
import { PendingView } from './pending.tsx';

const NO_FACE: Avatar = { hue: 0, emoji: '' };

/** The log: follows the newest message unless one has scrolled up to read. */
export function Chat({ drawn }: { drawn: Drawn }) {
  const { model, dispatch, log } = drawn;
  const [following, setFollowing] = useState(true);
  const [wanted, setWanted] = useState<number | null>(null);
  const [target, setTarget] = useState<{ key: string } | null>(null);
  const [open, setOpen] = useState<number | null>(null);
  const entries = entriesOfModel(model);
  const unread = unreadOf(model);
  const members = new Map(model.view?.members.map((member) => [member.id, member]));
  const newest = entries.at(-1);

  useEffect(() => {
    if (following && unread > 0 && !document.hidden) dispatch({ kind: 'read' });
  }, [following, unread, dispatch, document.hidden]);
  // Who writes wants to see it.
  useEffect(() => {
    if (newest?.kind === 'pending') setFollowing(true);
  }, [newest?.kind === 'pending' ? newest.key : null]);
  // A quoted message may lie in a page that is not here yet.
  useEffect(() => {
    if (wanted === null) return;
    const found = entries.find((entry) => entry.kind === 'message' && entry.message.seq === wanted);
    if (found) {
      setFollowing(false);
      setTarget({ key: found.key });
      setWanted(null);
    } else if (model.older === 'maybe') log.older();
    else if (model.older !== 'loading') setWanted(null);
  }, [wanted, model.chat, model.older]);

  const draw = (entry: Entry) => {
    if (entry.kind === 'line') return <p class="wp-line">{entry.line.text}</p>;
    const id = entry.kind === 'message' ? entry.message.memberId : (model.view?.you ?? '');
    const avatar = members.get(id)?.avatar ?? NO_FACE;
    if (entry.kind === 'pending')
      return <PendingView entry={entry} name={members.get(id)?.name ?? ''} avatar={avatar} drawn={drawn} />;
    const { seq } = entry.message;
    return (
      <MessageView
        entry={entry}
        avatar={avatar}
        drawn={drawn}
        open={open === seq}
        onOpen={(now) => {
          setOpen(now ? seq : null);
          // What is folded out must not push itself out of sight.
          if (now) setFollowing(false);
        }}
        onQuote={setWanted}
        pointed={target?.key === entry.key}
      />
    );
  };
  return (
    <>
      <LogView
        rows={rowsOf(entries, draw)}
        label={t('chat.log')}
        following={following}
        onFollowing={setFollowing}
        onNearTop={log.older}
        target={target}
        empty={<NothingSaid />}
      />
      {/* Not over what is folded out: in a small window it would lie on it. */}
      {!following && open === null && (
        <button type="button" class="wp-new-below" ref={intoLog} onClick={() => setFollowing(true)}>
          {unread > 0 ? t('chat.new-below', { count: unread }) : t('chat.to-end')}
        </button>
      )}
    </>
  );
}

/** The button goes when it is pressed, or the end comes into view: who stood on it by keyboard stays in the log above. */
const intoLog = (button: HTMLElement | null) => () => {
  const log = button?.previousElementSibling as HTMLElement | null | undefined;
  if (holdsFocus(button)) log?.focus({ preventScroll: true });
};

const rowsOf = (
  entries: readonly Entry[],
  draw: (entry: Entry) => Row['draw'] extends () => infer R ? R : never,
): Row[] => entries.map((entry) => ({ key: entry.key, draw: () => draw(entry) }));
