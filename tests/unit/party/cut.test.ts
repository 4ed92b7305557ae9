import { expect, test } from 'vitest';
import { isOtherCut } from '../../../shared/party/cut.ts';

test('[S25] more than a second apart is another cut; rounding, or not knowing, is not', () => {
  expect(isOtherCut({ duration: 120 }, { duration: 40 })).toBe(true);
  expect(isOtherCut({ duration: 40.9 }, { duration: 40 })).toBe(false);
  expect(isOtherCut({}, { duration: 40 })).toBe(false);
  expect(isOtherCut({ duration: 120 }, {})).toBe(false);
  expect(isOtherCut({ duration: 120 }, null)).toBe(false);
});
