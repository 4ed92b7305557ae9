import { useState } from 'preact/hooks';
import { Button } from '../../ui/parts/button.tsx';

/** Takes something away for good: asks once, on itself. */
export function SureButton(props: { words: string; sure: string; onSure: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <Button kind="danger" onBlur={() => setAsked(false)} onClick={() => (asked ? props.onSure() : setAsked(true))}>
      <span role="status">{asked ? props.sure : props.words}</span>
    </Button>
  );
}
