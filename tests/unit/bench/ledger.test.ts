import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openLedger } from '../../bench/sync/ledger.ts';
import { seedsFor } from '../../bench/sync/plan.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'watchparty-ledger-'));
const file = path.join(directory, 'all.jsonl');
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const same = { code: 'abc1234', seconds: 30 };

it('keeps what succeeded for a later call, makes failed runs again, and begins anew unless told to go on', () => {
  const failed = { ok: false, why: 'no browser' } as const;
  const done = { key: 'kick', law: 'ours', seed: 2, outcome: { ok: true, result: {} }, ...same };
  openLedger(file, false, same).add({ key: 'kick', law: 'ours', seed: 1, outcome: failed, ...same });
  appendFileSync(file, `${JSON.stringify(done)}\n`);
  const later = openLedger(file, true, same);
  expect(later.find('kick', 'ours', 1)).toBeUndefined();
  expect(later.find('kick', 'ours', 2)).toEqual(done);
  // One table of two products, or of two lengths, would be none.
  expect(openLedger(file, true, { ...same, code: 'def5678' }).entries).toEqual([]);
  expect(openLedger(file, true, { ...same, seconds: 20 }).entries).toEqual([]);
  expect(openLedger(file, false, same).entries).toEqual([]);
  expect(readFileSync(`${file}.before`, 'utf8')).toContain('"seed":2');
});

it('our law is measured with every seed, the others with the first', () => {
  expect(seedsFor('ours', [1, 2, 3])).toEqual([1, 2, 3]);
  expect(seedsFor('jellyfin', [1, 2, 3])).toEqual([1]);
});
