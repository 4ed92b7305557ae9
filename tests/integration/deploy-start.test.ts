import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, makeInstallation, readSettings } from '../support/installation.ts';
import { until } from '../support/poll.ts';

const SECRET = 'of-a-test-and-nothing-else-0123456789';

interface Start {
  words: readonly string[];
  cwd: string;
  env: Record<string, string>;
}

describe('a copy of .env.example with a secret is all that the files of deploy/ want', () => {
  let at: Installation;
  let running: ChildProcess | null = null;
  beforeEach(async () => {
    at = await makeInstallation();
  });
  afterEach(async () => {
    running?.kill('SIGKILL');
    await at.remove();
  });

  const launch = ({ words: [program = '', ...args], cwd, env }: Start) => {
    const child = spawn(program, args, { cwd, env: { PATH: process.env.PATH ?? '', ...env } });
    running = child;
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { child, said: () => said, ended };
  };
  /** Starts it, and stops it by the signal that its supervisor sends. @returns where the data was meanwhile, as the server says */
  const startAndStop = async (start: Start, signal: NodeJS.Signals) => {
    const { child, said, ended } = launch(start);
    const [, url = '', dataDir = ''] = await until(() => {
      if (child.exitCode !== null) throw new Error(said());
      return /ready on (\S+) \(data in (.*)\)/.exec(said());
    }, 'the server is ready').catch((error) => {
      throw new Error(`${String(error)}\n${said()}`);
    });
    expect(await (await fetch(`${url.replace('localhost', '127.0.0.1')}/readyz`)).text()).toContain('ok');
    expect(existsSync(path.join(dataDir, 'server.lock'))).toBe(true);
    child.kill(signal);
    expect(await ended, said()).toBe(0);
    expect(existsSync(path.join(dataDir, 'server.lock'))).toBe(false);
    return dataDir;
  };

  /** As systemd starts the unit, with the folders of this installation and this Node. */
  const ofUnit = async (settings: Record<string, string>): Promise<Start> => {
    const file = await at.settings(settings, 'watchparty.env');
    const unit = await readFile(path.join(at.dir, 'deploy/watchparty.service'), 'utf8');
    const all = (key: string) => [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((match) => match[1] ?? '');
    const [execStart = ''] = all('ExecStart');
    expect(all('WorkingDirectory')).toEqual(['/opt/watchparty']);
    expect(all('EnvironmentFile')).toEqual(['/etc/watchparty.env']);
    expect(all('StateDirectory')).toEqual(['watchparty']);
    expect(unit).toContain('/var/lib/watchparty');
    const here = (text: string) =>
      text.replace('/var/lib/watchparty', path.join(at.dir, 'state')).replace('/usr/bin/node', process.execPath);
    const named = all('Environment').map((line) => here(line).split(/=(.*)/s).slice(0, 2));
    // What the file says counts more than what the unit says.
    const env = { ...Object.fromEntries(named), ...(await readSettings(file)) };
    return { words: here(execStart).split(' '), cwd: at.dir, env };
  };

  it('watchparty.service: the data is where the unit may write', async () => {
    const start = await ofUnit({ JWT_SECRET: SECRET, PORT: '0', HOST: '127.0.0.1' });
    expect(await startAndStop(start, 'SIGTERM')).toBe(path.join(at.dir, 'state'));
  });

  it('watchparty.service: it is production, so it refuses to make a secret of its own', async () => {
    const { ended, said } = launch(await ofUnit({ PORT: '0', HOST: '127.0.0.1' }));
    expect(await ended).toBe(1);
    expect(said()).toMatch(/^JWT_SECRET is missing/);
  });

  interface Pm2App {
    script: string;
    cwd: string;
    interpreter: string;
    interpreter_args: string;
    exec_mode: string;
    instances: number;
    env: Record<string, string>;
  }
  /** As pm2 starts it: tests/deploy has pm2 itself. */
  const ofPm2 = (): Start => {
    const file = path.join(at.dir, 'deploy/ecosystem.config.cjs');
    const { apps } = createRequire(file)(file) as { apps: Pm2App[] };
    expect(apps).toHaveLength(1);
    const app = apps[0] as Pm2App;
    // Never two on one folder of data.
    expect(app).toMatchObject({ interpreter: 'node', exec_mode: 'fork', instances: 1, cwd: at.dir });
    return { words: [process.execPath, ...app.interpreter_args.split(' '), app.script], cwd: app.cwd, env: app.env };
  };

  it('ecosystem.config.cjs: the data is in the installation', async () => {
    await at.settings({ JWT_SECRET: SECRET, PORT: '0', HOST: '127.0.0.1' });
    expect(await startAndStop(ofPm2(), 'SIGINT')).toBe(path.join(at.dir, 'data'));
  });

  it('ecosystem.config.cjs: it is production, so it refuses to make a secret of its own', async () => {
    await at.settings({ PORT: '0', HOST: '127.0.0.1' });
    const { ended, said } = launch(ofPm2());
    expect(await ended).toBe(1);
    expect(said()).toMatch(/^JWT_SECRET is missing/);
  });
});
