import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { LaterPart } from '../messaging/later-parts.ts';
import type { Code } from './brought.ts';
import type { Drawn } from './parts/context.ts';

interface Props<P extends LaterPart> {
  of: P;
  drawn: Drawn;
  draw: (code: Code[P]) => ComponentChildren;
  /** Stands in its place until then. */
  meanwhile?: ComponentChildren;
}

/** Draws what is not here from the start. Its code comes when it is drawn first; then all is drawn anew. */
export function Later<P extends LaterPart>({ of, drawn, draw, meanwhile }: Props<P>) {
  const { brought, bring } = drawn;
  const code = brought[of] as Code[P] | undefined;
  // At once: other effects wait for a frame, and those are rare in a tab that is not seen.
  useLayoutEffect(() => {
    if (!code) void bring(of);
  }, []);
  return code ? draw(code) : (meanwhile ?? null);
}
