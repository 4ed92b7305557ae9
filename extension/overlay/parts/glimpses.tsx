import { Avatar } from '../../ui/parts/avatar.tsx';
import { glimpsesOf } from '../log-views.ts';
import type { Drawn } from './context.ts';

/** New messages float over the film for a moment while the panel is hidden. */
export function Glimpses({ drawn: { model } }: { drawn: Drawn }) {
  const members = new Map(model.view?.members.map((member) => [member.id, member]));
  return (
    <div class="wp-glimpses" role="log" aria-live="polite">
      {glimpsesOf(model).map((message) => {
        const avatar = members.get(message.memberId)?.avatar ?? { hue: 0, emoji: '' };
        return (
          <div
            key={message.seq}
            class={`wp-glimpse${message.mentions?.includes(model.view?.you ?? '') ? ' wp-for-me' : ''}`}
          >
            <Avatar name={message.name} avatar={avatar} size="s" />
            <div class="wp-glimpse-words" dir="auto">
              <b>{message.name}</b> {message.text}
            </div>
          </div>
        );
      })}
    </div>
  );
}
