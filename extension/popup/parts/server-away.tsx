import { useCallback, useEffect, useState } from 'preact/hooks';
import { useStore } from 'zustand';
import type { Connection } from '../../messaging/party-view.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { secondsLeft } from '../../ui/time.ts';
import { usePopup } from '../context.ts';
import { authStore } from '../stores/auth-store.ts';

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** Without a party nobody keeps a line: while somebody looks, we look again at this pace. */
const LOOK_AGAIN_MS = 5_000;

/**
 * When we try next, wall clock ms: the line's own appointment, or ours while the popup is open.
 */
function useNextTry(connection: Connection, retry: () => void): number | null {
  const [ours, setOurs] = useState<number | null>(null);
  const idle = connection.state === 'offline' && connection.nextTryAt === null;
  useEffect(() => {
    if (!idle) return setOurs(null);
    setOurs(Date.now() + LOOK_AGAIN_MS);
    const timer = setTimeout(retry, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [connection]);
  return connection.state === 'offline' ? (connection.nextTryAt ?? ours) : null;
}

/** Wall clock ms, each second while somebody looks at a countdown. */
function useNow(on: boolean): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [on]);
  return now;
}

/** The server does not answer: what is so, when we try again, and a way to try now. Nothing while all is well. */
export function ServerAway({ inParty = false }: { inParty?: boolean }) {
  const { ask } = usePopup();
  const connection = useStore(authStore, (s) => s.connection);
  const serverUrl = useStore(authStore, (s) => s.serverUrl);
  const away = connection.state === 'offline';
  const retry = useCallback(() => void ask('popup:retry', null), [ask]);
  const nextTryAt = useNextTry(connection, retry);
  const now = useNow(away);
  if (!away) return null;
  const server = hostOf(serverUrl);
  const count = nextTryAt === null ? null : secondsLeft(nextTryAt - now);
  const when =
    count === null
      ? t('server.away-plain', { server })
      : count > 0
        ? t('server.away-next', { server, count })
        : t('server.away-now', { server });
  return (
    <section class="pop-card pop-card-warn">
      <div class="wp-row pop-away">
        <div class="wp-grow">
          {/* The seconds that count down are seen, not read out. */}
          <p class="pop-strong" role="status">
            {t('server.away')}
          </p>
          <p class="wp-sub pop-figures">
            {when}
            {inParty && ` ${t('server.film-goes-on')}`}
          </p>
        </div>
        <Button size="s" onClick={retry}>
          {t('common.try-now')}
        </Button>
      </div>
    </section>
  );
}
