import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../../scripts/prerequisites.ts';
import { until } from './poll.ts';

/** A screen of its own for one browser: nobody sees it, and nothing else takes its keys. */
export interface Display {
  /** For `DISPLAY`. */
  name: string;
  width: number;
  height: number;
  /** How bright the uppermost `rows` of the picture are on the whole, 0 (black) to 255. */
  brightness(rows: number): number;
  /** Another word for each picture that it shows. */
  picture(): string;
  close(): Promise<void>;
}

const WIDTH = 1100;
const HEIGHT = 800;
const BYTES_PER_PIXEL = 4;
/** Where the head of an X window dump names its own length and the number of colours that follow it (12 bytes each). */
const HEAD = { length: 0, colours: 76, colourBytes: 12 };

/** Start Xvfb on the first number that is free. Takes about 0.1 s. @throws if the program is missing or does not start */
export async function startDisplay(): Promise<Display> {
  const program = findProgram(['Xvfb']);
  if (!program) throw new Error('no Xvfb found: run `npx tsx scripts/prerequisites.ts`');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-display-'));
  const screen = ['-screen', '0', `${WIDTH}x${HEIGHT}x24`, '-fbdir', folder];
  const server = spawn(program, ['-displayfd', '3', '-nolisten', 'tcp', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise<void>((done) => server.once('exit', () => done()));
  let said = '';
  server.stdio[3]?.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const number = await until(() => /^(\d+)\n/.exec(said)?.[1], 'Xvfb names its display');
  /** Rows from above, blue, green, red and nothing for each pixel. */
  const pixels = () => {
    const dump = readFileSync(path.join(folder, 'Xvfb_screen0'));
    return dump.subarray(dump.readUInt32BE(HEAD.length) + dump.readUInt32BE(HEAD.colours) * HEAD.colourBytes);
  };
  return {
    name: `:${number}`,
    width: WIDTH,
    height: HEIGHT,
    brightness(rows) {
      const above = pixels().subarray(0, rows * WIDTH * BYTES_PER_PIXEL);
      let sum = 0;
      // Green is enough to tell light from dark.
      for (let at = 1; at < above.length; at += BYTES_PER_PIXEL) sum += above[at] ?? 0;
      return sum / (above.length / BYTES_PER_PIXEL);
    },
    picture: () => createHash('sha1').update(pixels()).digest('hex'),
    async close() {
      server.kill();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
