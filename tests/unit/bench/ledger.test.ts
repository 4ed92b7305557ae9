import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openLedger } from '../../bench/sync/ledger.ts';
import { seedsFor } from '../../bench/sync/plan.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'watchparty-ledger-'));
const file = path.join(directory, 'all.jsonl');
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('keeps what succeeded for a later call, makes failed runs again, and begins anew unless told to go on', () => {
  const failed = { ok: false, why: 'no browser' } as const;
  const done = { key: 'kick', law: 'ours', seed: 2, outcome: { ok: true, result: {} } };
  openLedger(file, false).add({ key: 'kick', law: 'ours', seed: 1, outcome: failed });
  appendFileSync(file, `${JSON.stringify(done)}\n`);
  const later = openLedger(file, true);
  expect(later.find('kick', 'ours', 1)).toBeUndefined();
  expect(later.find('kick', 'ours', 2)).toEqual(done);
  expect(openLedger(file, false).entries).toEqual([]);
});

it('our law is measured with every seed, the others with the first', () => {
  expect(seedsFor('ours', [1, 2, 3])).toEqual([1, 2, 3]);
  expect(seedsFor('jellyfin', [1, 2, 3])).toEqual([1]);
});
