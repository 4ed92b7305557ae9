import type { Avatar as AvatarData } from '../../../shared/party/party.ts';
import type { Mark } from '../member-words.ts';
import { StateMark } from './state-mark.tsx';

/** Making one takes longer than drawing a face. */
let graphemes: Intl.Segmenter | null = null;

/** First letter as people see letters: an emoji family or an accented letter is one. */
export function initialOf(name: string): string {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const first = graphemes.segment(name.trim())[Symbol.iterator]().next();
  return first.done ? '?' : first.value.segment.toLocaleUpperCase();
}

/** A face: emoji or initial on the member's hue. Hidden from screen readers, the name stands beside it. */
export function Avatar(props: { name: string; avatar: AvatarData; state?: Mark; size?: 's' | 'm' | 'l' }) {
  const { name, avatar, state, size = 'm' } = props;
  return (
    <span
      class={`wp-avatar wp-avatar-${size}${state === 'hollow' ? ' wp-avatar-away' : ''}`}
      style={{ '--wp-hue': avatar.hue }}
      aria-hidden="true"
    >
      <span class={`wp-avatar-face${avatar.emoji ? ' wp-emoji' : ''}`}>{avatar.emoji || initialOf(name)}</span>
      {state && <StateMark mark={state} />}
    </span>
  );
}
