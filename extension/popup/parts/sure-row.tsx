import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';

/** Asks in the place of a row. The focus starts on what changes nothing and stays inside; Escape is a no. */
export function SureRow(props: { words: string; yes: string; onYes: () => void; onNo: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const buttons = () => [...(box.current?.querySelectorAll('button') ?? [])];
  useEffect(() => buttons().at(-1)?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') {
      const all = buttons();
      const at = all.indexOf(document.activeElement as HTMLButtonElement);
      all[(at + (event.shiftKey ? -1 : 1) + all.length) % all.length]?.focus();
    } else if (event.key === 'Escape') props.onNo();
    else return;
    event.preventDefault();
  };
  return (
    <div class="pop-item pop-sure" role="alertdialog" aria-label={props.words} ref={box} onKeyDown={onKeyDown}>
      <span class="wp-grow">{props.words}</span>
      <Button kind="danger" size="s" onClick={props.onYes}>
        {props.yes}
      </Button>
      <Button kind="quiet" size="s" onClick={props.onNo}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}
