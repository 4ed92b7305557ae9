import { useState } from 'preact/hooks';
import { Button, type ButtonKind } from '../../ui/parts/button.tsx';

/** Takes something away for good: asks once, on itself. */
export function SureButton(props: {
  words: string;
  sure: string;
  kind?: ButtonKind;
  size?: 'm' | 's';
  onSure: () => void;
}) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button
        kind={props.kind ?? 'danger'}
        size={props.size ?? 'm'}
        onBlur={() => setAsked(false)}
        onClick={() => (asked ? props.onSure() : setAsked(true))}
      >
        {asked ? props.sure : props.words}
      </Button>
      {/* Beside it: what is in a button is its name, and not said of itself. */}
      <span class="wp-only-heard" role="status">
        {asked && props.sure}
      </span>
    </>
  );
}
