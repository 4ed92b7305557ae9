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
    <Button
      kind={props.kind ?? 'danger'}
      size={props.size ?? 'm'}
      onBlur={() => setAsked(false)}
      onClick={() => (asked ? props.onSure() : setAsked(true))}
    >
      <span role="status">{asked ? props.sure : props.words}</span>
    </Button>
  );
}
