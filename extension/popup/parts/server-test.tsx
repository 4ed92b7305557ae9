import { useState } from 'preact/hooks';
import { parseServerUrl } from '../../../shared/protocol/server-address.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { hostOf } from './server-away.tsx';

type Outcome = { url: string; ms: number | null };

/** Asks the server at the typed address whether it is there. Says it in words, and what to look at if it is not. */
export function ServerTest({ typed }: { typed: string }) {
  const { ask } = usePopup();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const parsed = parseServerUrl(typed);
  if (!parsed.ok) return null;
  const url = parsed.value;
  const test = async () => {
    setBusy(true);
    const answer = await ask('popup:test-server', { url });
    setBusy(false);
    setOutcome({ url, ms: answer.ok ? Math.max(1, Math.round(answer.value.ms)) : null });
  };
  const said = outcome?.url === url ? outcome : null;
  return (
    <>
      <Button kind="quiet" size="s" busy={busy} onClick={() => void test()}>
        {t('server.test')}
      </Button>
      {said && (
        <p class={said.ms === null ? 'wp-problem' : 'wp-sub'} role="status">
          {said.ms === null
            ? t('server.test-silent', { server: hostOf(url) })
            : t('server.test-answers', { server: hostOf(url), ms: said.ms })}
        </p>
      )}
    </>
  );
}
