import type { AllHTMLAttributes, InputHTMLAttributes, Ref } from 'preact';
import { useId } from 'preact/hooks';

type Passed =
  | 'name'
  | 'onInput'
  | 'onKeyDown'
  | 'onBlur'
  | 'onFocus'
  | 'onPaste'
  | 'autoComplete'
  | 'autoCapitalize'
  | 'autoFocus'
  | 'spellcheck'
  | 'inputMode'
  | 'enterkeyhint'
  | 'min'
  | 'max'
  | 'maxLength'
  | 'minLength'
  | 'required'
  | 'disabled'
  | 'readOnly'
  | 'placeholder';

type Props = Pick<AllHTMLAttributes<HTMLInputElement>, Passed> & {
  value?: string;
  type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'datetime-local';
  label: string;
  /** Shown above the field; else the label is only heard and the placeholder seen. */
  showLabel?: boolean;
  hint?: string;
  /** What is wrong and what to do; announced at once. */
  problem?: string;
  mono?: boolean;
  inputRef?: Ref<HTMLInputElement>;
};

/** One line of text with its label, hint and problem tied to it for screen readers. */
export function Field({
  label,
  showLabel = false,
  hint,
  problem,
  mono = false,
  type = 'text',
  inputRef,
  ...rest
}: Props) {
  const id = useId();
  const note = problem ?? hint;
  // Preact types inputs as a union over `type`, which a variable type can't be matched against.
  return (
    <div class="wp-field-box">
      <label for={id} class={showLabel ? 'wp-label' : 'wp-only-heard'}>
        {label}
      </label>
      <input
        placeholder={showLabel ? undefined : label}
        dir={rest.value ? 'auto' : undefined}
        {...rest}
        {...({ type } as InputHTMLAttributes<HTMLInputElement>)}
        ref={inputRef}
        id={id}
        class={`wp-field${mono ? ' wp-mono' : ''}`}
        aria-invalid={problem ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
      />
      {note && (
        <p id={`${id}-note`} class={problem ? 'wp-problem' : 'wp-sub'} role={problem ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}
