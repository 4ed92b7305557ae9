import { Avatar } from '../../ui/parts/avatar.tsx';
import { toastPerson, toastWords } from '../toast-words.ts';
import type { Toast } from '../toasts.ts';

/** One line at the bottom left of the film, above the site's controls. Heard through the live region of the overlay. */
export function ToastView({ toast }: { toast: Toast }) {
  const person = toastPerson(toast);
  return (
    <div class={`wp-toast${person?.avatar ? ' wp-with-face' : ''}`} aria-hidden="true">
      {person?.avatar && <Avatar name={person.name} avatar={person.avatar} size="s" />}
      <span>{toastWords(toast)}</span>
    </div>
  );
}
