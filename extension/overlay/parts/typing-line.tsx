import { t } from '../../ui/i18n.ts';
import { typersOf } from '../model-views.ts';
import { namesWords } from '../toast-words.ts';
import type { Drawn } from './context.ts';

/** Who is writing just now. Not read out: it comes and goes too often. Its room is always there, so that nothing jumps. */
export function TypingLine({ drawn: { model, now } }: { drawn: Drawn }) {
  const typers = typersOf(model, now);
  const names = typers.map((member) => member.name);
  return (
    <p class="wp-typing" aria-hidden={typers.length === 0}>
      {typers.length > 0 &&
        t(names.length === 1 ? 'chat.typing-one' : 'chat.typing-many', { names: namesWords(names) })}
    </p>
  );
}
