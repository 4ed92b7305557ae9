import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartProblem } from '../../server/start-problem.ts';
import { lockDataDir } from '../../server/store/embedded/data-lock.ts';
import { type Holder, ourselves } from '../../server/store/embedded/lock-holder.ts';
import { until } from '../support/poll.ts';
import { scratchDir } from '../support/server.ts';

let dir: string;
const lockFile = () => path.join(dir, 'server.lock');
const REFUSED = 'StartProblem: Another WatchParty server uses the data directory';
/** Long ago for whoever goes by the renewals. */
const touch = (ageMs: number) => {
  const at = new Date(Date.now() - ageMs);
  return utimes(lockFile(), at, at);
};
/** What the directory holds besides what is there already. */
const left = async () => (await readdir(dir)).filter((name) => name.startsWith('server.'));

const running: ChildProcess[] = [];
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

describe('the lock of the data directory', () => {
  it('lets one in, and leaves nothing behind', async () => {
    const release = await lockDataDir(dir);
    await expect(lockDataDir(dir)).rejects.toThrow(StartProblem);
    await release();
    expect(await left()).toEqual([]);
  });

  it('of many who find a dead lock one gets it', async () => {
    await writeFile(lockFile(), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), born: '1' }));
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(dir)));
    const got = attempts.filter((one) => one.status === 'fulfilled');
    expect(got).toHaveLength(1);
    expect(await left()).toHaveLength(2);
    await got[0]?.value();
    expect(await left()).toEqual([]);
  });

  it('with a reused process id is dead', async () => {
    await writeFile(lockFile(), JSON.stringify({ pid: process.ppid, host: hostname(), born: '1' }));
    await (await lockDataDir(dir))();
  });

  it('that is no lock at all, or names a file elsewhere, is nobody’s', async () => {
    const elsewhere = `${dir}.sock`;
    await writeFile(elsewhere, 'not ours');
    const evil = { ...ourselves('x', null), pid: 1, socket: `../${path.basename(elsewhere)}` };
    for (const text of ['rubbish', JSON.stringify(evil)]) {
      await writeFile(lockFile(), text);
      await (await lockDataDir(dir))();
    }
    expect(await readFile(elsewhere, 'utf8')).toBe('not ours');
    await rm(elsewhere);
  });

  const unseen: Record<string, Partial<Holder>> = {
    'of another machine': { host: 'another-machine', boot: 'another run' },
    'of another machine, written by an older version': { host: 'another-machine' },
    'of another container, where there are no sockets': { ...ourselves('x', null), pid: 1, pids: 'pid:[1]' },
  };
  for (const [whose, holder] of Object.entries(unseen))
    it(`${whose} counts as long as it is renewed`, async () => {
      await writeFile(lockFile(), JSON.stringify({ pid: 1, born: null, ...holder }));
      let answer: unknown = null;
      lockDataDir(dir).then(
        () => (answer = 'taken'),
        (error) => (answer = error),
      );
      // Its holder, as long as it takes: who is restarted at once finds the lock of their dead self fresh, and waits for a sign.
      await until(async () => {
        await touch(0);
        return answer;
      }, 'it is decided');
      expect(answer).toBeInstanceOf(StartProblem);
      await touch(60_000);
      await (await lockDataDir(dir))();
    });
});

/** As a container on the machine's own network: the same name of the machine, process ids of its own. */
const CONTAINER = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
const [program, ...how] = CONTAINER as [string, ...string[]];
const cannot =
  spawnSync(program, [...how, 'true']).status === 0 ? null : 'this machine makes no namespaces of process ids';

describe.skipIf(cannot)(`the lock between two containers${cannot ? ` (${cannot})` : ''}`, () => {
  /** Takes the lock in a process of its own. @returns what it said */
  async function holding(within: readonly string[]) {
    const [command, ...args] = [...within, process.execPath, '--import', 'tsx', 'tests/support/hold-lock.ts', dir];
    const child = spawn(command as string, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    running.push(child);
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    await until(() => said.includes('\n'), 'it has the lock or not');
    return { child, said: said.trimEnd() };
  }
  /** Its first process, by the ids of this side. */
  const inside = ({ pid }: ChildProcess) => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'));

  it('[R1] holds though neither sees the other’s processes, also while its holder stands still, and no longer than it lives', async () => {
    const holder = await holding(CONTAINER);
    expect(holder.said).toBe('locked');
    expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toMatchObject({ pid: 1, host: hostname() });
    const pid = inside(holder.child);
    // Paused, it renews nothing and would go on writing where it stopped.
    process.kill(pid, 'SIGSTOP');
    await touch(60_000);
    const others = await Promise.all([holding(CONTAINER), holding([])]);
    for (const { said } of others) expect(said).toContain(REFUSED);

    process.kill(pid, 'SIGKILL');
    await until(() => holder.child.exitCode !== null || holder.child.signalCode !== null, 'it is gone');
    await touch(0);
    const begun = performance.now();
    expect((await holding(CONTAINER)).said).toBe('locked');
    // At once, and not when renewals have been missed.
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(await left()).toHaveLength(2);
  }, 60_000);
});
