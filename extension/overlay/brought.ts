import type { LaterPart } from '../messaging/later-parts.ts';

/** The code of each script that comes later: in a built extension `import()` finds here what that script has left. */
const CODE = {
  moments: () => import('./parts/moments.ts'),
  rare: () => import('./parts/rare.ts'),
} satisfies Record<LaterPart, () => Promise<{ css: string }>>;

export type Code = { [P in LaterPart]: Awaited<ReturnType<(typeof CODE)[P]>> };

/** The background may be starting anew, ms. Twice as long each time: our right to run scripts may be gone for good. */
const AGAIN_AFTER_MS = 250;
const AGAIN_AFTER_AT_MOST_MS = 5_000;

const here: Partial<Code> = {};

/** What has come so far. */
export const brought: Readonly<Partial<Code>> = here;

export type Bring = (part: LaterPart) => Promise<void>;

/**
 * The way to what comes later. It resolves when that is here, some 20 ms later at the first time, or when there is no
 * more use for it. However many ask, and however often: for each script there is one who tries.
 * @param run runs the script; false: not now
 * @param came is given the looks of each that has come
 */
export function bringer(
  run: (part: LaterPart) => Promise<boolean>,
  signal: AbortSignal,
  came?: (css: string) => void,
): Bring {
  const coming: Partial<Record<LaterPart, Promise<void>>> = {};
  const bring: Bring = (part) => (coming[part] ??= come(part));
  const come = async (part: LaterPart) => {
    // It uses what the other has.
    if (part === 'rare') await bring('moments');
    for (let wait = AGAIN_AFTER_MS; !here[part] && !signal.aborted; wait = Math.min(2 * wait, AGAIN_AFTER_AT_MOST_MS)) {
      try {
        if (await run(part)) Object.assign(here, { [part]: await CODE[part]() });
      } catch {
        // As good as not now.
      }
      const code = brought[part];
      if (code) came?.(code.css);
      else await new Promise((go) => setTimeout(go, wait));
    }
  };
  return bring;
}
