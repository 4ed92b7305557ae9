import { useState } from 'preact/hooks';
import { Button, type ButtonKind } from '../../ui/parts/button.tsx';

/** Takes something away for good: asks once, on itself. The answer is a press of its own. */
export function SureButton(props: {
  words: string;
  sure: string;
  kind?: ButtonKind;
  size?: 'm' | 's';
  onSure: () => void;
}) {
  const [asked, setAsked] = useState(false);
  const press = ({ detail, currentTarget }: MouseEvent & { currentTarget: HTMLButtonElement }) => {
    // The second half of a double click has not read the question.
    if (asked) return detail > 1 ? undefined : props.onSure();
    setAsked(true);
    // Firefox on macOS focuses no button that is clicked, and what has no focus is never left.
    currentTarget.focus();
  };
  return (
    <>
      <Button
        kind={props.kind ?? 'danger'}
        size={props.size ?? 'm'}
        onBlur={() => setAsked(false)}
        onClick={press}
        // A key that is held down presses again and again.
        onKeyDown={(event) => event.repeat && event.preventDefault()}
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
