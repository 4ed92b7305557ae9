import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Drawn } from './parts/context.ts';
import type { OverlayActions } from './types.ts';

type RareParts = typeof import('./parts/rare.ts');

/** The background may be starting anew: ask again after this, ms. */
const AGAIN_AFTER_MS = 1_000;

let parts: RareParts | null = null;

/** Their script first, then their code: in a built extension `import()` finds here what that script has left. */
async function bring(bringRare: () => Promise<boolean>): Promise<void> {
  if (parts === null && (await bringRare())) parts = await import('./parts/rare.ts');
}

/** A picture onto a face: most parties have none. A drawing that comes too early is followed by others. */
export async function paintRarely(actions: OverlayActions, picture: string, canvas: HTMLCanvasElement): Promise<void> {
  await bring(actions.bringRare);
  parts?.paintPicture(actions.readPicture, picture, canvas);
}

/**
 * Draws what few people open. Its code comes when it is drawn for the first time, some 20 ms later; until then there is
 * nothing in its place.
 */
export function Rare({ drawn, draw }: { drawn: Drawn; draw: (parts: RareParts) => ComponentChildren }) {
  const [here, setHere] = useState(parts !== null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const ask = async () => {
      await bring(drawn.actions.bringRare).catch(() => undefined);
      if (gone) return;
      if (parts === null) timer = setTimeout(ask, AGAIN_AFTER_MS);
      else setHere(true);
    };
    if (!here) void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  // Before it is painted.
  useLayoutEffect(() => {
    if (parts !== null) drawn.wear(parts.rareCss);
  }, [here]);
  return parts === null ? null : draw(parts);
}
