/** Path data of the mark: two sheets of one play sign, a step apart. The icons are made of the same (scripts/make-icons.ts). */
export const MARK_BACK = 'M3 4.6v11.8c0 1 1.1 1.6 2 1.1l8-5.6c.7-.5.7-1.4 0-1.9L5 3.5c-.9-.6-2 .1-2 1.1z';
export const MARK_FRONT = 'M10 7.6v11.8c0 1 1.1 1.6 2 1.1l8-5.6c.7-.5.7-1.4 0-1.9l-8-6.5c-.9-.6-2 .1-2 1.1z';

/** The mark alone, decorative: the name stands beside it. It keeps its direction in right-to-left layouts, as film does. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg class="wp-logo" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={MARK_BACK} fill="currentColor" opacity="0.45" />
      <path d={MARK_FRONT} fill="currentColor" />
    </svg>
  );
}
