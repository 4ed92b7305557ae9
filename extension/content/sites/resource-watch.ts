/**
 * The last address of what the page has fetched that matches: some players name their title nowhere else. The browser
 * keeps the first 250 addresses only; a `PerformanceObserver` gets the later ones too. It begins at the first question
 * and ends with the document, holding one string.
 * @returns the first group of the last match, decoded; null: none so far
 */
export function lastFetched(pattern: RegExp): () => string | null {
  let observer: PerformanceObserver | null = null;
  let last: string | null = null;
  const take = (entries: PerformanceEntryList) => {
    for (const { name } of entries) last = pattern.exec(name)?.[1] ?? last;
  };
  return () => {
    if (!observer) {
      take(performance.getEntriesByType('resource'));
      observer = new PerformanceObserver((list) => take(list.getEntries()));
      observer.observe({ type: 'resource' });
    }
    take(observer.takeRecords());
    return last;
  };
}
