import { execFileSync } from 'node:child_process';
import { findProgram } from '../../scripts/prerequisites.ts';
import type { Display } from './display.ts';

/** A real hand on a display: keys, mouse, and where the windows are. @returns what it prints. @throws if nothing is found */
export function xdotool(display: Display, ...words: readonly string[]): string {
  const program = findProgram(['xdotool']);
  if (!program) throw new Error('no xdotool found: run `npx tsx scripts/prerequisites.ts`');
  return execFileSync(program, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DISPLAY: display.name },
  });
}
