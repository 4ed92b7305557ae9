import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';

/**
 * `primary`: the one thing to do next, at most one a screen. `plain`: other things. `quiet`: what should not draw the
 * eye. `danger`: takes something away.
 */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'class' | 'size'> & {
  kind?: ButtonKind;
  size?: 'm' | 's';
  /** Something is under way: stays focusable, says so, and does not answer a second click. */
  busy?: boolean;
  grow?: boolean;
  children: ComponentChildren;
};

export function Button({ kind = 'plain', size = 'm', busy = false, grow = false, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      class={`wp-button wp-button-${kind} wp-button-${size}${grow ? ' wp-grow' : ''}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        // A busy submit button would otherwise send its form again.
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
}

type IconProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'class' | 'size' | 'label'>;

/** A button that shows only a picture: the label is its name and its tooltip. */
export function IconButton({ label, children, ...rest }: IconProps & { label: string }) {
  return (
    <button type="button" {...rest} class="wp-icon-button" aria-label={label} title={label}>
      {children}
    </button>
  );
}
