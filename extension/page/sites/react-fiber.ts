/** What React leaves on the nodes that it renders, seen in the page's world only [A: ADP, SOUL, ASB]. */
interface Fiber {
  stateNode?: unknown;
  return?: Fiber | null;
}

/** Deep trees have some hundred levels; a ring would have none. */
const MAX_LEVELS = 400;

/** Walk up from a node through what React rendered it in, until `read` finds what it looks for. */
export function findInFibers<T>(node: Element | null, read: (stateNode: object) => T | null): T | null {
  if (!node) return null;
  const key = Object.keys(node).find((name) => name.startsWith('__reactFiber$'));
  let fiber = key ? ((node as unknown as Record<string, Fiber | undefined>)[key] ?? null) : null;
  for (let level = 0; fiber && level < MAX_LEVELS; level++, fiber = fiber.return ?? null) {
    const { stateNode } = fiber;
    const found = typeof stateNode === 'object' && stateNode !== null ? read(stateNode) : null;
    if (found !== null) return found;
  }
  return null;
}
