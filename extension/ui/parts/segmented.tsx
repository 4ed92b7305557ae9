import { useId } from 'preact/hooks';

/** One of a few: radio buttons underneath, so arrow keys and screen readers work as people know it. */
export function Segmented<V extends string>(props: {
  label: string;
  options: readonly { value: V; label: string }[];
  value: V;
  disabled?: boolean;
  onChange: (value: V) => void;
}) {
  const group = useId();
  return (
    <div class="wp-segmented" role="radiogroup" aria-label={props.label}>
      {props.options.map((option) => (
        <label key={option.value} class={option.value === props.value ? 'wp-on' : ''}>
          <input
            type="radio"
            class="wp-only-heard"
            name={group}
            value={option.value}
            checked={option.value === props.value}
            disabled={props.disabled}
            onChange={() => props.onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
