import type { LaterPart } from '../messaging/later-parts.ts';

/** The code of each script that comes later: in a built extension `import()` finds here what that script has left. */
const CODE = {
  moments: () => import('./parts/moments.ts'),
  rare: () => import('./parts/rare.ts'),
} satisfies Record<LaterPart, () => Promise<{ css: string }>>;

export type Code = { [P in LaterPart]: Awaited<ReturnType<(typeof CODE)[P]>> };

/** The background may be starting anew: ask again after this, ms. */
const AGAIN_AFTER_MS = 250;

const here: Partial<Code> = {};
/** Several may ask at once: one run of the script is enough. */
const coming: Partial<Record<LaterPart, Promise<void>>> = {};

/** What has come so far. */
export const brought: Readonly<Partial<Code>> = here;

/**
 * Resolves when it is here, some 20 ms later at the first time, or when there is no more use for it.
 * @param run runs the script; false: not now
 */
export async function bring<P extends LaterPart>(
  part: P,
  run: (part: P) => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  const come = async () => {
    if (await run(part)) Object.assign(here, { [part]: await CODE[part]() });
  };
  while (!here[part] && !signal.aborted) {
    coming[part] ??= come()
      .catch(() => undefined)
      .finally(() => delete coming[part]);
    await coming[part];
    if (!here[part]) await new Promise((go) => setTimeout(go, AGAIN_AFTER_MS));
  }
}
