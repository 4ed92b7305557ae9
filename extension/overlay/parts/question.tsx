import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { holdsFocus } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';

interface Asking<Q> {
  /** For the element of what is folded out, and of the question in its place. */
  box: RefObject<HTMLDivElement | null>;
  asked: Q | null;
  ask: (what: Q | null) => () => void;
}

/** What is folded out, and a question that takes its place before what can't be undone. */
export function useQuestion<Q>(): Asking<Q> {
  const [asked, setAsked] = useState<Q | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const byKey = useRef(false);
  useEffect(() => {
    // At the end of a list it opens below the edge.
    box.current?.scrollIntoView({ block: 'nearest' });
    // The pressed button is gone: who came by keyboard goes on at what changes nothing.
    if (byKey.current) [...(box.current?.querySelectorAll('button') ?? [])].at(asked === null ? 0 : -1)?.focus();
  }, [asked]);
  const ask = (what: Q | null) => () => {
    byKey.current = holdsFocus(box.current);
    setAsked(what);
  };
  return { box, asked, ask };
}

/** Said where it stands, and read out at once. */
export function Question(props: {
  box: RefObject<HTMLDivElement | null>;
  words: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}) {
  return (
    <div class="wp-more" role="alert" ref={props.box}>
      <p class="wp-more-words">{props.words}</p>
      <Button size="s" kind="danger" onClick={props.onYes}>
        {props.yes}
      </Button>
      <Button size="s" kind="quiet" onClick={props.onNo}>
        {t('chat.keep')}
      </Button>
    </div>
  );
}
