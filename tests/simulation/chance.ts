/** Seeded chance (mulberry32): the same seed is the same run, on every machine. */
export interface Chance {
  /** 0 <= x < 1 */
  unit(): number;
  between(least: number, most: number): number;
  normal(mean: number, sd: number): number;
  whole(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  happens(share: number): boolean;
}

export function seeded(seed: number): Chance {
  let a = (seed ^ 0x9e3779b9) >>> 0;
  const unit = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    unit,
    between: (least, most) => least + unit() * (most - least),
    normal: (mean, sd) => mean + sd * (unit() + unit() + unit() + unit() - 2) * Math.sqrt(3),
    whole: (least, most) => least + Math.floor(unit() * (most - least + 1)),
    pick: (from) => from[Math.floor(unit() * from.length)]!,
    happens: (share) => unit() < share,
  };
}
