import type { ComponentChildren } from 'preact';
import type { Mark } from '../member-words.ts';
import { StateMark } from './state-mark.tsx';

/** A word in a lozenge: "Host", "Scheduled"; `live` in the accent; with a `mark` a state. */
export function Tag({
  tone = 'plain',
  mark,
  children,
  title,
}: {
  tone?: 'plain' | 'live';
  mark?: Mark;
  title?: string;
  children: ComponentChildren;
}) {
  return (
    <span class={`wp-tag wp-tag-${tone}`} title={title}>
      {mark && <StateMark mark={mark} />}
      {children}
    </span>
  );
}
