import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** One idea a file (CONTRIBUTING.md): what is longer has two. Style sheets and pages as well as code. */
const MOST_LINES = 300;
const FOLDERS = ['extension', 'server', 'shared', 'scripts', 'tests'];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|css|html)$/.test(file))
    .map((file) => path.posix.join(folder, file)),
);
const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').length;

it(`no file has more than ${MOST_LINES} lines`, () => {
  for (const kind of ['.ts', '.tsx', '.css', '.html']) expect(files.some((file) => file.endsWith(kind))).toBe(true);
  const long = files.map((file) => ({ file, lines: linesOf(file) })).filter(({ lines }) => lines > MOST_LINES);
  expect(long).toEqual([]);
});
