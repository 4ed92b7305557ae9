import { APPLIED_KEPT } from './rules.ts';

/**
 * What a list that stays in memory holds, for looking up. Comparing a key with 256 others of its length, which begin alike,
 * takes longer than the rest of a decision. Null: not asked for yet. Lists that came from outside are not in here.
 */
const known = new WeakMap<readonly string[], Set<string> | null>();

export function hasApplied(applied: readonly string[], key: string): boolean {
  const keys = known.get(applied);
  if (keys === undefined) return applied.includes(key);
  if (keys) return keys.has(key);
  const made = new Set(applied);
  known.set(applied, made);
  return made.has(key);
}

/**
 * The list with one more key, without the oldest beyond `APPLIED_KEPT`. What was known of the old list is handed on: who
 * asks about that one again (its change was not kept) compares, as ever.
 */
export function withApplied(applied: readonly string[], key: string): readonly string[] {
  const from = Math.max(0, applied.length - (APPLIED_KEPT - 1));
  const next = applied.slice(from);
  next.push(key);
  const keys = known.get(applied) ?? null;
  if (keys) {
    known.delete(applied);
    for (let n = 0; n < from; n++) keys.delete(applied[n] as string);
    keys.add(key);
  }
  known.set(next, keys);
  return next;
}
