import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../../scripts/prerequisites.ts';
import { output } from './command.ts';
import type { Engine } from './engine.ts';

/** Never the name of the real one: a build of somebody else's on this machine would take it for that. */
const NAME = 'localhost/watchparty-stand-in:node22-bookworm-slim';
const MINUTES = 60_000;

/**
 * A base image for machines that reach no registry of images, with what the real one has: Debian bookworm's smallest system,
 * Node 22 and npm 10 in /usr/local, and the user `node` (1000). Node comes from npm's registry, Debian from Debian. Made once
 * and kept.
 * @returns its name
 * @throws if Debian's debootstrap is not here, or this is not root
 */
export async function standIn(engine: Engine): Promise<string> {
  if (await engine.has(NAME)) return NAME;
  const debootstrap = findProgram(['debootstrap']);
  if (!debootstrap || process.getuid?.() !== 0)
    throw new Error(
      'No base image can be had: it is not here, no registry has it, and to make one needs root and debootstrap.',
    );
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'watchparty-stand-in-'));
  try {
    const root = path.join(scratch, 'root');
    await output(debootstrap, ['--variant=minbase', 'bookworm', root], { timeoutMs: 15 * MINUTES });
    await rm(path.join(root, 'var/cache/apt/archives'), { recursive: true, force: true });
    await rm(path.join(root, 'var/lib/apt/lists'), { recursive: true, force: true });
    await addNode(scratch, root);
    await output('chroot', [root, 'useradd', '--uid', '1000', '--user-group', '--create-home', 'node']);
    const archive = path.join(scratch, 'root.tar');
    await output('tar', ['-C', root, '-cf', archive, '.'], { timeoutMs: 5 * MINUTES });
    const changes = ['ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'CMD ["node"]'];
    const flags = changes.flatMap((change) => ['--change', change]);
    await engine.output(['import', ...flags, archive, NAME], { timeoutMs: 5 * MINUTES });
    return NAME;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Packages of npm's registry that carry Node's own binary and npm, laid as in Node's images. */
async function addNode(scratch: string, root: string): Promise<void> {
  const packed = path.join(scratch, 'packed');
  await mkdir(packed);
  const wanted = [`node-linux-${process.arch}@22`, 'npm@10'];
  await output('npm', ['pack', '--pack-destination', packed, ...wanted], { cwd: scratch, timeoutMs: 10 * MINUTES });
  const local = path.join(root, 'usr/local');
  const modules = path.join(local, 'lib/node_modules');
  await mkdir(modules, { recursive: true });
  for (const file of await readdir(packed)) {
    await output('tar', ['-C', packed, '-xzf', path.join(packed, file)]);
    const isNode = file.startsWith('node-');
    const from = path.join(packed, 'package');
    if (isNode) await cp(path.join(from, 'bin/node'), path.join(local, 'bin/node'));
    else await cp(from, path.join(modules, 'npm'), { recursive: true });
    await rm(from, { recursive: true });
  }
  await chmod(path.join(local, 'bin/node'), 0o755);
  for (const name of ['npm', 'npx']) {
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, path.join(local, 'bin', name));
    await chmod(path.join(modules, `npm/bin/${name}-cli.js`), 0o755);
  }
}
