import { spawn } from 'node:child_process';

export interface Said {
  /** Exit code; null: ended by a signal, or took too long. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  timeoutMs?: number;
}

/** Runs a program to its end. @throws if there is no such program */
export function command(program: string, args: readonly string[], options: CommandOptions = {}): Promise<Said> {
  const { timeoutMs = 60_000, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs, ...rest });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      said.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said.stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}

/** The same, for what must end well. @returns what it printed, trimmed @throws with its errors if it does not end with 0 */
export async function output(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await command(program, args, options);
  if (code === 0) return stdout.trim();
  throw new Error(`${program} ${args.join(' ').slice(0, 200)} ended with ${code}: ${(stderr || stdout).slice(-2_000)}`);
}
