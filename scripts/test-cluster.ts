import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildExtension } from './build.ts';
import { ensurePrerequisites } from './prerequisites.ts';

/** `npm run test:cluster`: real nginx, nodes, Redis and database, and two browsers at different nodes. `--no-build` skips the build. */
ensurePrerequisites();
if (!process.argv.includes('--no-build')) await buildExtension(['chrome']);
const { status } = spawnSync(
  path.resolve('node_modules/.bin/playwright'),
  ['test', '--config', 'playwright.cluster.config.ts'],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
