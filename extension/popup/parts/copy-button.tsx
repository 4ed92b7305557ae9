import { useEffect, useState } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { Button, type ButtonKind } from '../../ui/parts/button.tsx';

const SAID_FOR_MS = 2_000;

/** Copies a text and says so on itself. */
export function CopyButton(props: { text: string; words: string; kind?: ButtonKind; onFail?: () => void }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
    } catch {
      props.onFail?.(); // the document lost the focus, or the browser forbids it
    }
  };
  return (
    <>
      <Button kind={props.kind ?? 'plain'} size="s" onClick={() => void copy()}>
        {copied ? t('popup.copied') : props.words}
      </Button>
      {/* Beside it: what is in a button is its name, and not said of itself. */}
      <span class="wp-only-heard" role="status">
        {copied && t('popup.copied')}
      </span>
    </>
  );
}
