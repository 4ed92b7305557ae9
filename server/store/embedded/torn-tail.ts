import { readFile, rm, truncate, writeFile } from 'node:fs/promises';

/**
 * A process killed while it appended leaves half a line. That write was never acknowledged, so it is cut off (and kept
 * beside the file for the curious); nedb would count it as corruption and refuse to start.
 * @returns bytes cut off
 */
export async function cutTornTail(file: string): Promise<number> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  let end = bytes.lastIndexOf(0x0a) + 1;
  // A machine that lost power may leave whole lines of rubbish at the end.
  while (end > 0) {
    const start = bytes.lastIndexOf(0x0a, end - 2) + 1;
    if (isRecord(bytes.toString('utf8', start, end))) break;
    end = start;
  }
  const torn = bytes.length - end;
  if (torn === 0) return 0;
  await writeFile(`${file}.torn`, bytes.subarray(end), { mode: 0o600 });
  await truncate(file, end);
  return torn;
}

function isRecord(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** A compaction that was killed leaves its unfinished copy; the data file itself is whole as long as it is there. */
export const dropUnfinishedCopy = (file: string): Promise<void> => rm(`${file}~`, { force: true });
