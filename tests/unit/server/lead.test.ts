import { describe, expect, it } from 'vitest';
import { scheduledLead } from '../../../server/party/lead.ts';
import { type Someone, viewOf } from './party-builder.ts';

const timing = (rtt: number, jitterP95: number, startLatency: number) => ({ rtt, jitterP95, startLatency });
const lead = (...people: Someone[]) => scheduledLead(viewOf(people));

describe('[S11] lead of a scheduled start', () => {
  it('is the slowest of rtt/2 + jitter + latency, and a margin', () => {
    expect(lead({ id: 'a', timing: timing(200, 30, 80) }, { id: 'b', timing: timing(400, 20, 22) })).toBe(252);
  });
  it('is at least 150 ms, also when nobody has been measured', () => {
    expect(lead({ id: 'a' })).toBe(150);
    expect(lead({ id: 'a', timing: timing(1, 1, 1) })).toBe(150);
  });
  it('is at most 1500 ms, however bad a line is', () => {
    expect(lead({ id: 'a', timing: timing(60_000, 60_000, 10_000) })).toBe(1_500);
  });
  it('does not wait for who does not watch or is gone', () => {
    const slow = timing(2_000, 0, 0);
    expect(lead({ id: 'a' }, { id: 'b', timing: slow, state: 'other-title' })).toBe(150);
    expect(lead({ id: 'a' }, { id: 'b', timing: slow, state: 'no-film' })).toBe(150);
    expect(lead({ id: 'a' }, { id: 'b', timing: slow, connected: false })).toBe(150);
  });
});
