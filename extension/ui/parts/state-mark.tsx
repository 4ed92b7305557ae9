import type { Mark } from '../member-words.ts';

/** Round = in step, square = held up, diamond = elsewhere, hollow = away. Decorative: words always stand near. */
export function StateMark({ mark }: { mark: Mark }) {
  return <i class={`wp-mark wp-mark-${mark}`} aria-hidden="true" />;
}
