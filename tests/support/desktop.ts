import { execFileSync, spawn } from 'node:child_process';
import { until } from './poll.ts';

/** A display of its own with a window manager, for what only a window has: the browser's own dialogs. */
export interface Desktop {
  /** `:N`, for the environment of what is to be shown there. */
  display: string;
  /** Press keys in the window that has the focus, e.g. `Tab`, `Return`. */
  keys(...names: string[]): void;
  /** Titles of the windows that are shown. */
  windows(): string[];
  close(): Promise<void>;
}

/** @throws if the X server does not come up */
export async function openDesktop(): Promise<Desktop> {
  // It chooses a free number by itself and says which.
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  server.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const gone = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const number = await until(() => /^\d+\n/.exec(said)?.[0]?.trim(), 'the display is up');
  const display = `:${number}`;
  const env = { ...process.env, DISPLAY: display };
  // Without a window manager no window ever gets the focus.
  const manager = spawn('openbox', [], { env, stdio: 'ignore' });
  const tool = (...args: string[]) =>
    execFileSync('xdotool', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return {
    display,
    keys: (...names) => void tool('key', '--clearmodifiers', ...names),
    windows() {
      try {
        const ids = tool('search', '--onlyvisible', '--name', '.').trim().split('\n');
        return ids.map((id) => tool('getwindowname', id).trim());
      } catch {
        return []; // it ends with an error when nothing is found, or a window went meanwhile
      }
    },
    async close() {
      manager.kill();
      server.kill();
      await gone;
    },
  };
}
