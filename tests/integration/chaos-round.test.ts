import { describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { chaos } from '../chaos/run.ts';
import { findMongo } from '../support/mongo.ts';

const missing = ['redis-server', 'nginx'].filter((program) => !findProgram([program]));
if (!findMongo()) missing.push('a server with MongoDB’s protocol');

/** The short form of `npm run chaos:server`: nginx, two nodes, Redis, database, and a small crowd. */
describe.skipIf(missing.length > 0)(`chaos${missing.length > 0 ? ` (no ${missing.join(', no ')})` : ''}`, () => {
  it('[R1] [R2] a node, Redis and the database die in turn: nothing acknowledged is lost, doubled or out of order, all agree', async () => {
    const blows = ['kill-node', 'kill-redis', 'kill-database'] as const;
    const reports = await chaos({ blows, members: 10, parties: 3, seed: 7, paceMs: 600, awayMs: 500 });
    for (const { lost, doubled, reordered, wrongStates, blow } of reports)
      expect({ blow, lost, doubled, reordered, wrongStates }).toEqual({
        blow,
        lost: [],
        doubled: [],
        reordered: [],
        wrongStates: [],
      });
    expect(reports.reduce((sum, one) => sum + one.acknowledged, 0)).toBeGreaterThan(30);
    // Who sat at the killed node came back, and soon.
    const back = reports[0]!.reconnects;
    expect(back.length).toBeGreaterThan(0);
    expect(Math.max(...back)).toBeLessThan(10_000);
  }, 120_000);
});
