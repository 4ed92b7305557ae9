import { execFileSync } from 'node:child_process';

/** What a figure is of: the product, and what measures it. Words and other tests may change meanwhile. */
const MEASURED = ['extension', 'server', 'shared', 'tests/bench/sync', 'tests/sites', 'package-lock.json'];

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** The last commit of what is measured; `+changes` with uncommitted ones, `unknown` outside of a repository. */
export function measuredCode(): string {
  try {
    const commit = git('log', '-1', '--format=%h', '--', ...MEASURED);
    return git('status', '--porcelain', '--', ...MEASURED) === '' ? commit : `${commit}+changes`;
  } catch {
    return 'unknown';
  }
}
