import { useId } from 'preact/hooks';

/** On or off, with what it means beside it. */
export function Toggle(props: {
  label: string;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="wp-toggle">
      <label for={id} class="wp-grow">
        <bdi>{props.label}</bdi>
        {props.hint && (
          <span id={`${id}-hint`} class="wp-sub">
            {props.hint}
          </span>
        )}
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={props.checked}
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
