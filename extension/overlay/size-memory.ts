import type { Size } from './types.ts';

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** The extension's own storage; absent in the gallery and in tests, and gone after an update of the extension. */
function area(): Area | undefined {
  const api = globalThis as { browser?: Api; chrome?: Api };
  return (api.browser ?? api.chrome)?.storage?.local;
}
interface Api {
  storage?: { local?: Area };
}

const keyOf = (siteId: string) => `overlay-size:${siteId}`;
const isSize = (value: unknown): value is Size => value === 'sidebar' || value === 'floating' || value === 'pill';

/** The size chosen last on a site; null if none was, or storage does not answer. */
export async function recallSize(siteId: string): Promise<Size | null> {
  const key = keyOf(siteId);
  try {
    const value = (await area()?.get(key))?.[key];
    return isSize(value) ? value : null;
  } catch {
    // A size is not worth an error: the first one is chosen anew.
    return null;
  }
}

export async function rememberSize(siteId: string, size: Size): Promise<void> {
  try {
    await area()?.set({ [keyOf(siteId)]: size });
  } catch {
    // As above.
  }
}
