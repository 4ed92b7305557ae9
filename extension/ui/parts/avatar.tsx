import type { Avatar as AvatarData } from '../../../shared/party/party.ts';
import type { Mark } from '../member-words.ts';
import { StateMark } from './state-mark.tsx';

/** Making one takes longer than drawing a face. */
let graphemes: Intl.Segmenter | null = null;

/** First letter as people see letters: an emoji family or an accented letter is one. */
function initialOf(name: string): string {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const first = graphemes.segment(name.trim())[Symbol.iterator]().next();
  return first.done ? '?' : first.value.segment.toLocaleUpperCase();
}

type Paint = (picture: string, canvas: HTMLCanvasElement) => void;
let paint: Paint = () => undefined;

/** Says how pictures get onto faces here. What it can't paint, or not yet, leaves the canvas clear: the face stands. */
export function paintPicturesBy(own: Paint): void {
  paint = own;
}

/** A face: picture, emoji or initial on the member's hue. Hidden from screen readers, the name stands beside it. */
export function Avatar(props: { name: string; avatar: AvatarData; state?: Mark; size?: 's' | 'm' | 'l' | 'xl' }) {
  const { name, avatar, state, size = 'm' } = props;
  const { picture } = avatar;
  return (
    <span
      class={`wp-avatar wp-avatar-${size}${state === 'hollow' ? ' wp-avatar-away' : ''}`}
      style={{ '--wp-hue': avatar.hue }}
      aria-hidden="true"
    >
      <span class={`wp-avatar-face${avatar.emoji ? ' wp-emoji' : ''}`}>
        {avatar.emoji || initialOf(name)}
        {/* Asked for at each drawing: who could not be read yet is asked for again. */}
        {picture && <canvas key={picture} ref={(canvas) => void (canvas && paint(picture, canvas))} />}
      </span>
      {state && <StateMark mark={state} />}
    </span>
  );
}
