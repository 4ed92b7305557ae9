import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const SIZE_BYTES = 1 << 20;
const BLOCK_BYTES = 4_096;

/** A file system of a megabyte that can be filled and made read-only. */
export interface SmallDisk {
  dir: string;
  /** Not a byte fits any more. */
  fill(): void;
  free(): void;
  /** For whoever opens a file from now on; what is open for writing stays so. */
  readOnly(yes: boolean): void;
  close(): void;
}

const mount = (...args: string[]) => spawnSync('mount', args, { encoding: 'utf8' });

/**
 * Mounts a small file system in memory.
 * @returns why it can't be had here, as a string: it needs root on Linux
 */
export function smallDisk(): SmallDisk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux to mount a small disk';
  const dir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-disk-'));
  const mounted = mount('-t', 'tmpfs', '-o', `size=${SIZE_BYTES},mode=700`, 'none', dir);
  if (mounted.status !== 0) {
    rmSync(dir, { recursive: true });
    return `this machine mounts nothing: ${mounted.stderr.trim()}`;
  }
  const filler = path.join(dir, 'filler');
  return {
    dir,
    fill() {
      for (let blocks = SIZE_BYTES / BLOCK_BYTES; ; blocks--) {
        try {
          writeFileSync(filler, Buffer.alloc(BLOCK_BYTES), { flag: 'a' });
        } catch {
          return; // full
        }
        if (blocks < 0) throw new Error('the disk does not get full');
      }
    },
    free: () => rmSync(filler),
    readOnly(yes) {
      // A second mount over the first: a file system with open files can't be made read-only itself.
      const steps = yes
        ? [mount('--bind', dir, dir), mount('-o', 'remount,bind,ro', dir)]
        : [spawnSync('umount', [dir])];
      for (const done of steps) if (done.status !== 0) throw new Error(String(done.stderr));
    },
    close() {
      // Both mounts, if a test ended between the two.
      while (spawnSync('umount', ['-l', dir]).status === 0);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
