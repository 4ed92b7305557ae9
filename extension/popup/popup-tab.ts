/** What is needed of a tab to choose the one that the popup is about. */
export interface TabLike {
  id?: number | undefined;
  active: boolean;
  lastAccessed?: number | undefined;
}

/**
 * The tab that the user means: the one in front; and where the popup itself is a tab (Firefox for Android, tests), the
 * one they came from.
 * @param ownTabId null in a real popup
 */
export function chooseTab(tabs: readonly TabLike[], ownTabId: number | null): number | null {
  const others = tabs.filter((tab) => tab.id !== undefined && tab.id !== ownTabId);
  const active = others.find((tab) => tab.active);
  if (active && ownTabId === null) return active.id ?? null;
  const latest = [...others].sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
  return latest?.id ?? null;
}
