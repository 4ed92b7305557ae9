import { expect, test } from '@playwright/test';
import { GATE_P95_MS, runGate } from '../bench/sync/gate.ts';

test('[M1] three viewers on an ordinary line stay within one frame, without a seek', async () => {
  test.setTimeout(180_000);
  const result = await runGate();
  test.info().annotations.push({ type: 'skew', description: JSON.stringify(result) });
  expect(result.m1?.p95, JSON.stringify(result)).toBeLessThanOrEqual(GATE_P95_MS);
  expect(result.seeks, JSON.stringify(result)).toBe(0);
});
