const ascending = (a: number, b: number) => a - b;

/** Middle of the values (mean of the two middle ones). @returns NaN for none */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort(ascending);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Value below which `share` (0..1) of the values lie, by nearest rank. @returns NaN for none */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort(ascending);
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;
}
