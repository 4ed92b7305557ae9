/**
 * Wait until a condition holds: the tests' only way to wait, nothing sleeps a fixed time.
 * @param condition returns a truthy value when it holds; an exception counts as "not yet"
 * @param what named in the error, e.g. `Ana's video plays`
 * @param timeoutMs gives up after this long
 */
export async function until<T>(
  condition: () => Promise<T> | T,
  what: string,
  timeoutMs = 15_000,
): Promise<NonNullable<T>> {
  const end = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      last = await condition();
      if (last) return last as NonNullable<T>;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${what} (last: ${String(last)})`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
