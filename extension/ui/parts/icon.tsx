import {
  ArrowUp,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  Crown,
  Ellipsis,
  type IconNode,
  Plus,
  Smile,
  X,
} from 'lucide';
import { h } from 'preact';

/** Lucide's line icons by what we mean. `back` turns round in right-to-left layouts; `right` is right for everybody. */
const ICONS = {
  right: ChevronRight,
  down: ChevronDown,
  back: ChevronLeft,
  close: X,
  plus: Plus,
  more: Ellipsis,
  send: ArrowUp,
  smile: Smile,
  host: Crown,
} as const satisfies Record<string, IconNode>;
export type IconName = keyof typeof ICONS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  const pointing = name === 'back';
  return (
    <svg
      class={`wp-icon${pointing ? ' wp-pointing' : ''}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={2}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {ICONS[name].map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
