import { Later } from '../later.tsx';
import { typersOf } from '../model-views.ts';
import type { Drawn } from './context.ts';

/** Who is writing just now. Not read out: it comes and goes too often. Its room is always there, so that nothing jumps. */
export function TypingLine({ drawn }: { drawn: Drawn }) {
  const typers = typersOf(drawn.model, drawn.now);
  return (
    <p class="wp-typing" aria-hidden={typers.length === 0}>
      {typers.length > 0 && (
        <Later of="moments" drawn={drawn} draw={({ TypingWords }) => <TypingWords typers={typers} />} />
      )}
    </p>
  );
}
