import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, partyOf, type TestUser, value } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  // A tenth of the real times, so that a suite does not take minutes; their proportions are what counts.
  server = await startServer({
    logLevel: 'error',
    rules: { stallMs: 150, holdMaxMs: 1_000, readySettleMs: 30, hostGraceMs: 300, presenceGraceMs: 900 },
  });
});
afterAll(() => server.close());

const started = async () => {
  const { host, friends, code } = await partyOf(server.url, 1);
  const friend = friends[0] as TestUser;
  await host.status('in-step', true);
  await friend.status('in-step', true);
  value(await host.command('video-play', 10));
  await friend.socket.hears('video-play');
  return { host, friend, code };
};

describe('waiting for people', () => {
  it('[S23] a stall pauses the party, names who it is, and readiness resumes it by a scheduled start', async () => {
    const { host, friend } = await started();
    await friend.status('buffering', false);
    const pause = await host.socket.hears('video-pause', (change) => change.reason === 'hold');
    expect(pause.hold).toMatchObject({ memberIds: [friend.id], reason: 'buffering' });
    expect(pause).toMatchObject({ by: null, timeline: { playing: false, by: '' } });
    await friend.status('in-step', true);
    const play = await host.socket.hears('video-play', (change) => change.reason === 'hold-over');
    expect(play.hold).toBeNull();
    expect(play.timeline.position).toBe(pause.timeline.position);
    expect(play.timeline.at).toBeGreaterThan(pause.timeline.at);
  });

  it('[S23] goes on without them when the time is up, and does not hold for the same stall again', async () => {
    const { host, friend } = await started();
    await friend.status('buffering', false);
    const pause = await host.socket.hears('video-pause');
    const play = await host.socket.hears('video-play', (change) => change.reason === 'hold-over');
    expect(play.timeline.rev).toBe(pause.timeline.rev + 1);
    await friend.status('buffering', false);
    expect(value(await host.socket.request('request-sync', {}))).toMatchObject({
      hold: null,
      timeline: { playing: true },
    });
  });

  it('[S23] goes on at once when somebody says so, and when who held it leaves', async () => {
    const one = await started();
    await one.friend.status('buffering', false);
    await one.host.socket.hears('video-pause');
    expect(codeOf(await one.host.socket.request('continue-without', {}))).toBe('ok');
    await one.friend.socket.hears(
      'video-play',
      (change) => change.reason === 'hold-over' && change.by?.memberId === one.host.id,
    );
    const two = await started();
    await two.friend.status('buffering', false);
    await two.host.socket.hears('video-pause');
    two.friend.socket.close();
    await two.host.socket.hears('video-play', (change) => change.reason === 'hold-over');
  });

  it('[S22] everybody hears how the others are', async () => {
    const { host, friend } = await started();
    await friend.status('catching-up', true, { rtt: 300, jitterP95: 40, startLatency: 80 });
    const heard = await host.socket.hears(
      'member-status',
      (one) => one.memberId === friend.id && one.status.state === 'catching-up',
    );
    expect(heard.status).toMatchObject({ ready: true, skewMs: 0 });
    const before = host.timeline();
    const { timeline } = value(await host.command('video-seek', 50));
    expect(timeline.rev).toBe(before.rev + 1);
    const snapshot = value(await host.socket.request('request-sync', {}));
    // [S11] 300 / 2 + 40 + 80 + 40 = 310 ms ahead of when it was decided, and that is not later than now.
    expect(timeline.at - snapshot.partyNow).toBeLessThanOrEqual(310);
    expect(timeline.at - snapshot.partyNow).toBeGreaterThan(310 - 2_000);
  });
});

describe('losing the host', () => {
  it('[S29] hands the role on after the grace, and the host who comes back may take it again', async () => {
    const { host, friend, code } = await started();
    host.socket.close();
    await friend.socket.hears('member-updated', (member) => member.id === friend.id && member.role === 'host');
    const snapshot = await host.join(code);
    expect(snapshot.members.find((member) => member.id === host.id)?.role).toBe('co-host');
    value(await host.socket.request('set-role', { memberId: host.id, role: 'host' }));
    await friend.socket.hears('member-updated', (member) => member.id === friend.id && member.role === 'co-host');
  });

  it('[S29] who comes into a party that its host left as the last one gets the role, and the host may take it back', async () => {
    const { host, friend, code } = await started();
    friend.socket.close();
    await host.socket.hears('member-updated', (member) => member.id === friend.id && !member.connected);
    value(await host.socket.request('leave-party', {}));
    await friend.join(code);
    await friend.socket.hears('member-updated', (member) => member.id === friend.id && member.role === 'host');
    const snapshot = await host.join(code);
    expect(snapshot.members.find((member) => member.id === host.id)?.role).toBe('co-host');
    value(await host.socket.request('set-role', { memberId: host.id, role: 'host' }));
    await friend.socket.hears('member-updated', (member) => member.id === friend.id && member.role === 'co-host');
  });

  it('[S29] a host back within the grace never lost it', async () => {
    const { host, friend, code } = await started();
    host.socket.close();
    await friend.socket.hears('member-updated', (member) => member.id === host.id && !member.connected);
    const snapshot = await host.join(code);
    expect(snapshot.members.find((member) => member.id === host.id)?.role).toBe('host');
  });

  it('after the long grace the others see them leave, and the seat is still theirs', async () => {
    const { host, friend, code } = await started();
    value(await host.socket.request('set-role', { memberId: friend.id, role: 'co-host' }));
    friend.socket.close();
    await host.socket.hears('member-left', (gone) => gone.memberId === friend.id && gone.reason === 'expired');
    value(await host.api('updateParty', { code, input: { locked: true } }));
    const snapshot = await friend.join(code);
    expect(snapshot.members.find((member) => member.id === friend.id)?.role).toBe('co-host');
    await host.socket.hears('member-joined', (member) => member.id === friend.id);
  });
});

it('[S5] a clock ping is answered with the party clock, in order', async () => {
  const { host } = await started();
  const before = performance.timeOrigin + performance.now();
  const { t2, t3 } = value(await host.socket.request('clock-ping', {}));
  const after = performance.timeOrigin + performance.now();
  expect([before, t2, t3, after]).toEqual([before, t2, t3, after].toSorted((a, b) => a - b));
});
