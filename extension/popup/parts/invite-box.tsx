import { useState } from 'preact/hooks';
import { foldable } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { Button, type ButtonKind } from '../../ui/parts/button.tsx';
import { CopyButton } from './copy-button.tsx';
import { QrCode } from './qr-code.tsx';

/** How friends get in: the code to read out, the link to copy or share, the picture for a camera. */
export function InviteBox(props: { partyCode: string; inviteUrl: string; name: string; copyKind: ButtonKind }) {
  const { partyCode, inviteUrl, name, copyKind } = props;
  const [byHand, setByHand] = useState(false);
  const [qr, setQr] = useState(false);
  // There is a share sheet on phones, Windows, macOS and ChromeOS; elsewhere the button would do nothing.
  const sharing = typeof navigator.share === 'function';
  const share = () =>
    void navigator
      .share({ title: name, text: t('invite.share-text', { name }), url: inviteUrl })
      // Closed by the user; else there is the link to take by hand.
      .catch((error: Error) => error.name === 'AbortError' || setByHand(true));
  return (
    <section class="pop-invite" aria-label={t('invite.label')} {...foldable(() => setQr(false))}>
      <div class="pop-code">
        <span class="wp-mono wp-grow pop-code-text" title={t('party.code')} dir="ltr">
          {partyCode}
        </span>
        <CopyButton kind={copyKind} text={inviteUrl} words={t('party.copy-link')} onFail={() => setByHand(true)} />
      </div>
      <div class="wp-row pop-invite-more">
        <button type="button" class="pop-link" aria-expanded={qr} onClick={() => setQr(!qr)}>
          {qr ? t('invite.hide-qr') : t('invite.show-qr')}
        </button>
        {sharing && (
          <Button kind="quiet" size="s" onClick={share}>
            {t('invite.share')}
          </Button>
        )}
      </div>
      {qr && <QrCode text={inviteUrl} />}
      {byHand && (
        <p class="wp-sub pop-select" dir="ltr">
          {inviteUrl}
        </p>
      )}
    </section>
  );
}
