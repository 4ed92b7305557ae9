/** Line icons on a 16 px grid. `forward` and `back` turn round in right-to-left layouts; `right` is right for everybody. */
const PATHS = {
  forward: 'M6 3l5 5-5 5',
  right: 'M6 3l5 5-5 5',
  down: 'M3 6l5 5 5-5',
  back: 'M10 3L5 8l5 5',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  panel: 'M2.5 3.5h11v9h-11zM10 3.5v9',
  chat: 'M2.5 3.5h11v7.5h-6l-3 2.5V11h-2z',
  send: 'M8 13V3M4 7l4-4 4 4',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  const pointing = name === 'forward' || name === 'back';
  return (
    <svg
      class={`wp-icon${pointing ? ' wp-pointing' : ''}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? 2.4 : 1.6}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
