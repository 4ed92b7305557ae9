import { type ChildProcess, spawn } from 'node:child_process';
import net from 'node:net';
import { until } from './poll.ts';

/** A port of loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Does something accept connections there? */
const answersOn = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

export interface RunningProcess {
  child: ChildProcess;
  port: number;
  /** What it printed so far, both streams. */
  output(): string;
  /** kill -9, and wait until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and wait until it is gone. */
  stop(): Promise<void>;
}

/**
 * Start a server process and wait until its port answers.
 * @throws with the process's output if it ends before, or after 20 s
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  port: number,
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<RunningProcess> {
  let output = '';
  const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  void gone.then(() => process.removeListener('exit', endWithUs));
  const signal = async (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name);
    await gone;
  };
  await until(
    () => {
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${output}`);
      return answersOn(port);
    },
    `${command} answers on ${port}`,
    20_000,
  ).catch(async (error) => {
    await signal('SIGKILL');
    throw error;
  });
  return { child, port, output: () => output, kill: () => signal('SIGKILL'), stop: () => signal('SIGTERM') };
}
