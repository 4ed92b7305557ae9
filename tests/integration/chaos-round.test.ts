import { describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { chaos, type RoundReport } from '../chaos/run.ts';
import { noFindings } from '../chaos/settle.ts';
import { findMongo } from '../support/mongo.ts';

const MEMBERS = 12;
const missing = ['redis-server', 'nginx'].filter((program) => !findProgram([program]));
if (!findMongo()) missing.push('a server with MongoDB’s protocol');

/** The short form of `npm run chaos:server`: nginx, three nodes, Redis, database, and a small crowd. */
describe.skipIf(missing.length > 0)(`chaos${missing.length > 0 ? ` (no ${missing.join(', no ')})` : ''}`, () => {
  it('[R1] [R2] [R6] of three nodes one dies while one goes, then Redis and the database die: nothing acknowledged is lost, doubled or out of order, all agree', async () => {
    const blows = ['kill-and-drain', 'kill-redis', 'kill-database'] as const;
    const reports = await chaos({ blows, members: MEMBERS, parties: 3, nodes: 3, seed: 7, paceMs: 600, awayMs: 500 });
    for (const report of reports) expect(report).toMatchObject({ blow: report.blow, ...noFindings() });
    const sum = (of: (one: RoundReport) => number) => reports.reduce((all, one) => all + of(one), 0);
    expect(sum((one) => one.acknowledged)).toBeGreaterThan(30);
    expect(sum((one) => one.messages)).toBeGreaterThan(5);
    expect(sum((one) => one.holds)).toBeGreaterThan(0);
    // They sat at all three, and who sat at the two that went came back, and soon.
    const { seated, reconnects: back } = reports[0]!;
    expect(seated.every((count) => count > 0)).toBe(true);
    expect(seated.reduce((all, count) => all + count, 0)).toBe(MEMBERS);
    expect(back.length).toBeGreaterThanOrEqual(MEMBERS - Math.max(...seated));
    expect(Math.max(...back)).toBeLessThan(10_000);
  }, 180_000);
});
