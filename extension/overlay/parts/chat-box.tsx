import { useRef, useState } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { Later } from '../later.tsx';
import type { Model } from '../model.ts';
import type { Drawn } from './context.ts';
import { NothingSaid } from './nothing-said.tsx';

/** The room of the log. The log itself comes with the first that is said. */
export function ChatBox({ drawn }: { drawn: Drawn }) {
  const { model } = drawn;
  const [since] = useState(() => model.chat.at(-1)?.seq ?? 0);
  const begun = useRef(false);
  begun.current ||= hasBegun(model);
  const empty = (
    <div class="wp-log" role="log" aria-label={t('chat.log')} aria-live="off">
      <div class="wp-log-rest" />
      <NothingSaid />
    </div>
  );
  return (
    <div class="wp-log-box">
      {begun.current ? (
        <Later of="moments" drawn={drawn} draw={({ Chat }) => <Chat drawn={drawn} />} meanwhile={empty} />
      ) : (
        empty
      )}
      {/* There before its words: only what comes in later is read out. */}
      <div class="wp-only-heard" aria-live="polite" aria-relevant="additions">
        {begun.current && (
          <Later of="moments" drawn={drawn} draw={({ ReadOut }) => <ReadOut model={model} since={since} />} />
        )}
      </div>
    </div>
  );
}

const hasBegun = ({ view, chat, lines, pending }: Model): boolean =>
  [chat, lines, pending, view?.outbox ?? []].some((all) => all.length > 0);
