interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}
interface Api {
  storage?: { local?: Area };
}

/** The extension's own storage; absent in the gallery and in tests, and gone after an update of the extension. */
function area(): Area | undefined {
  const api = globalThis as { browser?: Api; chrome?: Api };
  return (api.browser ?? api.chrome)?.storage?.local;
}

/** What was kept under a key; undefined if nothing was, or storage does not answer. */
export async function recall(key: string): Promise<unknown> {
  try {
    return (await area()?.get(key))?.[key];
  } catch {
    // What the overlay keeps is not worth an error: it is chosen anew.
    return undefined;
  }
}

/** What can't be kept still holds for this page. */
export async function remember(key: string, value: unknown): Promise<void> {
  try {
    await area()?.set({ [key]: value });
  } catch {
    // As above.
  }
}
