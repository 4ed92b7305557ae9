import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasApplied, withApplied } from '../../../server/party/applied.ts';
import { APPLIED_KEPT } from '../../../server/party/rules.ts';

const keys = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `ana:${from + n}`);

describe('[S3] commands that were applied', () => {
  it('are known as long as they are kept, and not after', () => {
    let list: readonly string[] = [];
    for (const [n, key] of keys(APPLIED_KEPT * 3).entries()) {
      expect(hasApplied(list, key)).toBe(false);
      list = withApplied(list, key);
      expect(hasApplied(list, key)).toBe(true);
      expect(list).toHaveLength(Math.min(n + 1, APPLIED_KEPT));
      if (n < APPLIED_KEPT) continue;
      expect(hasApplied(list, `ana:${n - APPLIED_KEPT + 1}`)).toBe(true);
      expect(hasApplied(list, `ana:${n - APPLIED_KEPT}`)).toBe(false);
    }
  });

  it('of a list that another change was made from are told right, whichever change was kept', () => {
    // What is done: append to one of the lists made so far, or ask one of them.
    const deed = fc.record({ list: fc.nat(), key: fc.nat(20), append: fc.boolean() });
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), fc.nat(APPLIED_KEPT + 5), (deeds, begun) => {
        const lists: (readonly string[])[] = [keys(begun, 100)];
        for (const { list, key, append } of deeds) {
          const one = lists[list % lists.length]!;
          expect(hasApplied(one, `ana:${key}`)).toBe(one.includes(`ana:${key}`));
          if (append) lists.push(withApplied(one, `ana:${key}`));
        }
        for (const one of lists) for (const key of keys(21)) expect(hasApplied(one, key)).toBe(one.includes(key));
      }),
    );
  });
});
