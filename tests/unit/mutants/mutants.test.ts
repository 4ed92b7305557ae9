import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { MUTANTS, mutated } from '../../mutants/mutants.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

describe('the breaks that the simulation has to notice', () => {
  test.each(MUTANTS.flatMap(({ name, changes }) => changes.map((change) => [name, change] as const)))(
    '%s still fits the code',
    (_, change) => {
      const text = readFileSync(path.join(ROOT, change.file), 'utf8');
      expect(mutated(text, change)).not.toBe(text);
    },
  );

  test('one that fits nowhere, or twice, is told', () => {
    const change = { file: 'a.ts', from: 'x', to: 'y' };
    expect(() => mutated('abc', change)).toThrow(/stands 0 times in a.ts/);
    expect(() => mutated('axbx', change)).toThrow(/stands 2 times/);
    expect(mutated('axb', { ...change, to: '$&' })).toBe('a$&b');
  });
});
