import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const SIZE_BYTES = 1 << 20;
const BLOCK_BYTES = 4_096;

/** A small file system that can be filled and made read-only. */
export interface SmallDisk {
  dir: string;
  /** Not a byte fits any more. */
  fill(): void;
  free(): void;
  /** For whoever opens a file from now on; what is open for writing stays so. */
  readOnly(yes: boolean): void;
  close(): void;
}

/** Until not a byte fits any more. */
function fillUp(filler: string, sizeBytes: number): void {
  for (let blocks = sizeBytes / BLOCK_BYTES; ; blocks--) {
    try {
      writeFileSync(filler, Buffer.alloc(BLOCK_BYTES), { flag: 'a' });
    } catch {
      return; // full
    }
    if (blocks < 0) throw new Error('the disk does not get full');
  }
}

const mount = (...args: string[]) => spawnSync('mount', args, { encoding: 'utf8' });

/**
 * Mounts a small file system in memory.
 * @returns why it can't be had here, as a string: it needs root on Linux
 */
export function smallDisk(sizeBytes = SIZE_BYTES): SmallDisk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux to mount a small disk';
  const dir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-disk-'));
  const mounted = mount('-t', 'tmpfs', '-o', `size=${sizeBytes},mode=700`, 'none', dir);
  if (mounted.status !== 0) {
    rmSync(dir, { recursive: true });
    return `this machine mounts nothing: ${mounted.stderr.trim()}`;
  }
  const filler = path.join(dir, 'filler');
  return {
    dir,
    fill: () => fillUp(filler, sizeBytes),
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

const THIN_BYTES = 8 << 20;
const UNDER_BYTES = 3 << 20;

/** A file system that was promised more room than there is: what it takes may be lost when it is brought down to the disk. */
export interface ThinDisk extends Pick<SmallDisk, 'dir' | 'fill' | 'free' | 'close'> {
  /** Shows what is on the disk itself: nothing of it is remembered. No file may be open. */
  remount(): void;
}

/**
 * Mounts an ext4 whose disk is a sparse file on a small disk. When that is full, a write goes well, its sync fails, and the
 * next sync goes well with the pages lost.
 * @returns why it can't be had here, as a string
 */
export function thinDisk(): ThinDisk | string {
  const under = smallDisk(UNDER_BYTES);
  if (typeof under === 'string') return under;
  const image = path.join(under.dir, 'image');
  const dir = path.join(under.dir, 'mounted');
  writeFileSync(image, '');
  truncateSync(image, THIN_BYTES);
  mkdirSync(dir);
  const make = () =>
    // Without a journal: with one it would make itself read-only at the first trouble.
    [spawnSync('mkfs.ext4', ['-q', '-F', '-O', '^has_journal', image], { encoding: 'utf8' }), mountImage()];
  const mountImage = () => mount('-o', 'loop', image, dir);
  const failed = make().find(({ status }) => status !== 0);
  if (failed) {
    under.close();
    return `this machine makes no ext4 in a file: ${failed.error?.message ?? failed.stderr.trim()}`;
  }
  return {
    dir,
    fill: under.fill,
    free: under.free,
    remount() {
      for (const { status, stderr } of [spawnSync('umount', [dir]), mountImage()])
        if (status !== 0) throw new Error(String(stderr));
    },
    close() {
      spawnSync('umount', ['-l', dir]);
      under.close();
    },
  };
}
